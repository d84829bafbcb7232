/** What an app was let do in the name of users: which of its scopes weigh. */
import type { DelegatedGrantFacts } from '../../model/facts/entra.ts'
import { valueOf } from '../../model/index.ts'
import { delegatedScopeTier } from './entra-tiers/index.ts'
import type { DataKind } from './entra-tiers/index.ts'

/** takes over: changes who may what · writes or reads: data of people. */
export type ScopeWeight = 'takeover' | 'writes' | 'reads'

export interface WeighedScope {
  readonly scope: string
  readonly weight: ScopeWeight
  readonly reason: string
}

/** Notes, tasks and the like weigh less. */
const heavy: readonly DataKind[] = [
  'mail',
  'files',
  'chat',
  'calls',
  'audit-logs',
  'security',
  'ai-interactions',
  'directory',
  'content',
]
const writing = /(?:ReadWrite|Write|Send|Manage|FullControl|AccessAsUser|Edit|full_access|user_impersonation)/i

/** Heaviest first, then by name; what tells no more than who signs in is left out. */
export function weighedScopes({ apiAppId, scopes }: DelegatedGrantFacts): readonly WeighedScope[] {
  const order: readonly ScopeWeight[] = ['takeover', 'writes', 'reads']
  return scopes
    .flatMap((scope): readonly WeighedScope[] => {
      const { tier, data = [], reason } = delegatedScopeTier({ apiAppId: valueOf(apiAppId) ?? '', scope })
      if (tier === 'control' || tier === 'takeover') return [{ scope, weight: 'takeover', reason }]
      if (tier !== 'data' || !data.some((kind) => heavy.includes(kind))) return []
      return [{ scope, weight: writing.test(scope) ? 'writes' : 'reads', reason }]
    })
    .toSorted((a, b) => order.indexOf(a.weight) - order.indexOf(b.weight) || (a.scope < b.scope ? -1 : 1))
}
