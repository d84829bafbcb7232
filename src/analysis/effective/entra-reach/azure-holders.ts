/** Who holds a role of Azure over a place: looked up by the scopes above it, since a tenant has thousands of assignments. */
import type { View } from '../../../inventory/view.ts'
import { covers, levelOf } from '../azure-scopes.ts'
import type { AzureHolding } from '../entra-holdings.ts'
import { holdersOf } from './holders.ts'
import type { Holder } from './holders.ts'

export interface Over {
  readonly holder: Holder<AzureHolding>
  /** The management groups above the place were read. */
  readonly sure: boolean
}

export function holdersOver(view: View, tenant: string, armId: string): readonly Over[] {
  const { plain, groups } = byScope(view, tenant)
  const above = scopesAbove(armId).flatMap((scope) => plain.get(scope) ?? [])
  return [
    ...above.map((holder) => ({ holder, sure: true })),
    ...[...groups].flatMap(([scope, holders]): readonly Over[] => {
      const covered = covers(view, tenant, scope, armId)
      return covered === false ? [] : holders.map((holder) => ({ holder, sure: covered === true }))
    }),
  ]
}

interface ByScope {
  readonly plain: ReadonlyMap<string, readonly Holder<AzureHolding>[]>
  /** Over management groups, which ids of places do not name. */
  readonly groups: ReadonlyMap<string, readonly Holder<AzureHolding>[]>
}

function byScope(view: View, tenant: string): ByScope {
  return view.once(`azure holders by scope ${tenant}`, () => {
    const all = Map.groupBy(holdersOf(view, tenant).azure, ({ holding }) => plainScope(holding.scope))
    const [plain, groups] = [new Map(all), new Map(all)]
    for (const scope of all.keys()) (levelOf(scope) === 'management-group' ? plain : groups).delete(scope)
    return { plain, groups }
  })
}

/** `''` is the root. */
function plainScope(scope: string): string {
  return scope.toLowerCase().replace(/\/+$/, '')
}

/** The place, and whatever its id begins with. */
function scopesAbove(armId: string): readonly string[] {
  const parts = plainScope(armId).split('/')
  return parts.map((_, at) => parts.slice(0, parts.length - at).join('/'))
}
