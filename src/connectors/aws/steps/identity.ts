import { unknown, type Emission } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { idIn, type Place } from '../map/place.ts'
import type { AwsSession } from '../session.ts'
import { placeOf, type AwsContext } from './place.ts'

export const identityMeta = {
  id: 'identity',
  title: 'Who is asking',
  tier: 'core',
  scopes: ['account'],
  needs: ['sts:GetCallerIdentity'],
  emits: ['scanner'],
  after: ['authorization-details'],
} as const satisfies StepMeta

/** The account's root user, and the mark on the principal that Muster itself is: it is judged like any other. */
export async function identity(context: AwsContext): Promise<void> {
  const { session } = context
  const place = placeOf(context)
  context.emit(rootIdentity(session.partition, place))
  const scanner = scannerId(session, place)
  if (scanner !== undefined)
    context.emit({ type: 'patch', of: 'identity', id: scanner, set: {}, facts: { scanner: true } })
}

export function rootIdentity(partition: string, place: Place): Emission {
  const nativeId = `arn:${partition}:iam::${place.accountId}:root`
  const id = idIn(place, 'root', nativeId)
  return {
    type: 'identity',
    id,
    provider: 'aws',
    scope: place.scope,
    kind: 'root',
    nativeId,
    name: 'root',
    class: 'human',
    enabled: true,
    createdAt: unknown('not-collected'),
    environment: null,
    purpose: null,
    tags: {},
    facts: {},
  }
}

function scannerId({ caller, facts }: AwsSession, place: Place): string | undefined {
  if (caller.arn.endsWith(':root')) return idIn(place, 'root', caller.arn)
  if (/:user\//.test(caller.arn)) return idIn(place, 'iam-user', caller.arn)
  // A session's ARN leaves out the path of its role.
  const role = /:assumed-role\/([^/]+)\//.exec(caller.arn)?.[1]
  const found = [...(facts.roles?.values() ?? [])].find(({ name }) => name === role)
  return found === undefined ? undefined : idIn(place, 'iam-role', found.arn)
}
