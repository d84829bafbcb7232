/** What ways by iam:PassRole have in common: the role goes to a service that its trust lets in. */
import type { Domain, PathEntry, Step } from './types.ts'

type Given = Pick<PathEntry, 'id' | 'title' | 'text' | 'steps' | 'variables' | 'needs' | 'breakAt'> & {
  /** The variable with the resource that the service names as aws:SourceArn. */
  readonly source?: string
}

interface Passed {
  readonly to: readonly string[]
  /** Those that take a role by its instance profile only. */
  readonly byProfile?: readonly string[]
}

/** The service in a variable: its name is what `iam:PassedToService` says. */
export const trusts: Step = { trusts: 'service' }
const trustsFor = (source: string | undefined): Step => (source === undefined ? trusts : { trusts: 'service', source })
export const pass: Step = { do: 'iam:PassRole', on: ['target'], with: { 'iam:PassedToService': '$service' } }

/** The target is passed to something that the caller makes or changes. */
export function passing(services: readonly string[], passed: Passed, { source, ...given }: Given): PathEntry {
  const service: Domain = {
    from: 'service',
    names: passed.to,
    ...(passed.byProfile ? { byProfile: passed.byProfile } : {}),
  }
  return {
    caller: 'either',
    target: 'role',
    category: 'new-passrole',
    gain: 'held',
    ...given,
    services: ['iam', ...services],
    variables: { service, ...given.variables },
    steps: [trustsFor(source), pass, ...given.steps],
  }
}

/** The target runs something already that the caller steers. */
export function steering(
  services: readonly string[],
  service: readonly string[],
  { source, ...given }: Given,
): PathEntry {
  return {
    caller: 'either',
    target: 'role',
    category: 'existing-resource',
    gain: 'held',
    ...given,
    services,
    variables: { service: { from: 'service', names: service }, ...given.variables },
    steps: [trustsFor(source), ...given.steps],
  }
}

/** In the regions of China, EC2 has a name of its own. */
export const ec2 = ['ec2.amazonaws.com', 'ec2.amazonaws.com.cn'] as const

export function made(...types: readonly string[]): Domain {
  return { from: 'new', types }
}

export function calledAs(variable: string): Domain {
  return { from: 'called-as', variable }
}

export const on = (action: string, ...places: readonly string[]): Step => ({ do: action, on: places })
