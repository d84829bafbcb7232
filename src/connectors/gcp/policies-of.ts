/** Allow policies that are asked for one by one. */
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import { all as sideBySide } from '../shared/fan-out.ts'
import { one } from '../shared/google/read.ts'
import type { Route } from '../shared/google/route.ts'
import { collectMisses } from '../shared/misses.ts'
import { emitPolicy } from './map/allow-policy.ts'
import { fullNameOf } from './place.ts'
import type { GcpContext } from './place.ts'
import { getFolderPolicy, getOrganizationPolicy, getProjectPolicy } from './routes/allow-policies.ts'
import type { PolicyAnswer } from './routes/allow-policies.ts'

export interface AskedPolicy {
  /** As the API takes it. */
  readonly name: string
  readonly resource: string
  readonly assetType: string
  readonly within: string | undefined
  readonly route: Route<{ readonly resource: string }, PolicyAnswer>
}

/** One by one; what is refused is told together. */
export async function policiesOf(
  context: GcpContext,
  what: string,
  things: readonly AskedPolicy[],
  ask: (thing: AskedPolicy) => Promise<PolicyAnswer> = ({ name, route }) => one(context, route, { resource: name }),
): Promise<void> {
  const misses = collectMisses()
  await sideBySide(things, async (thing) => {
    const { name, route, ...attached } = thing
    try {
      emitPolicy(context, { ...attached, policy: await ask(thing), source: route.operation })
    } catch (error) {
      // Deleted since it was listed.
      if (error instanceof AbsentError) return
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(name, error)
    }
  })
  misses.tell(context, what)
}

const containers = [
  { prefix: 'projects/', assetType: 'cloudresourcemanager.googleapis.com/Project', route: getProjectPolicy },
  { prefix: 'folders/', assetType: 'cloudresourcemanager.googleapis.com/Folder', route: getFolderPolicy },
  {
    prefix: 'organizations/',
    assetType: 'cloudresourcemanager.googleapis.com/Organization',
    route: getOrganizationPolicy,
  },
] as const

export function asContainers(names: readonly string[]): readonly AskedPolicy[] {
  return names.flatMap((name) => {
    const { assetType, route } = containers.find(({ prefix }) => name.startsWith(prefix)) ?? {}
    if (assetType === undefined || route === undefined) return []
    return [{ name, resource: fullNameOf(name), assetType, within: undefined, route }]
  })
}
