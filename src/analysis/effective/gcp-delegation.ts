/** Domain-wide delegation: service accounts that a Workspace lets act as any of its users, joined by their client id. */
import type { View } from '../../inventory/view.ts'
import type { DelegationFacts } from '../../model/facts/google-workspace.ts'
import type { ServiceAccountFacts } from '../../model/facts/gcp.ts'
import type { Gap, GapReason, Identity, Resource } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'

/**
 * given: a Workspace of the scan delegates to it · none: it was looked for where all of it was read · untold: nobody
 * looked, or what was read does not reach back far enough.
 */
export type Delegated =
  | { readonly state: 'given'; readonly by: readonly Resource[] }
  | { readonly state: 'none' }
  | { readonly state: 'untold'; readonly because: GapReason; readonly missing: readonly string[] }

const facet = 'google-workspace.delegations'

export function delegationFacts(delegation: Resource): DelegationFacts {
  return delegation.facts as unknown as DelegationFacts
}

/** Undefined: it has no client id that anything could be delegated to. */
export function delegationOf(account: Identity, view: View): Delegated | undefined {
  const { oauth2ClientId } = account.facts as ServiceAccountFacts
  if (oauth2ClientId === null) return undefined
  if (isUnknown(oauth2ClientId))
    return { state: 'untold', because: becauseOf(oauth2ClientId), missing: ['iam.serviceAccounts.list'] }
  const { by, read, gaps } = delegationsIn(view)
  const found = by.get(oauth2ClientId)
  if (found !== undefined) return { state: 'given', by: found }
  const [gap] = gaps
  if (gap)
    return { state: 'untold', because: gap.reason, missing: gap.permission === undefined ? [] : [gap.permission] }
  return read ? { state: 'none' } : { state: 'untold', because: 'not-collected', missing: [facet] }
}

interface Delegations {
  /** By client id, in order of scope. */
  readonly by: ReadonlyMap<string, readonly Resource[]>
  /** Some Workspace was scanned at all. */
  readonly read: boolean
  readonly gaps: readonly Gap[]
}

function delegationsIn(view: View): Delegations {
  return view.onceForAll('delegations of every workspace', () => {
    const workspaces = view
      .scopes()
      .filter(({ provider }) => provider === 'google-workspace')
      .map(({ id }) => id)
      .toSorted()
    const by = new Map<string, Resource[]>()
    for (const scope of workspaces)
      for (const delegation of view.resources({ kind: 'delegation', scope })) {
        const { clientId } = delegationFacts(delegation)
        by.set(clientId, [...(by.get(clientId) ?? []), delegation])
      }
    const gaps = workspaces.map((scope) => view.gap(facet, scope)).filter((gap) => gap !== undefined)
    return { by, read: workspaces.length > 0, gaps }
  })
}
