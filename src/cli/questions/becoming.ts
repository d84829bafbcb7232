/** Who can become an identity: whom its trust names, and paths from identities of its account. */
import type { Account, Principal } from '../../analysis/effective/aws-access/index.ts'
import { standingOf } from '../../analysis/effective/aws-access/index.ts'
import { pathsBetween } from '../../analysis/effective/aws-escalation/index.ts'
import { byWeight } from '../../analysis/effective/aws-reach/paths.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath } from '../../model/index.ts'
import { chainWords, shortName } from '../../report/paths/words.ts'
import { count } from '../../report/words.ts'
import { entrances } from './entrances.ts'
import { isAdmin, isAsGoodAsAdmin } from './routes.ts'
import { lines, listed, some } from './statements.ts'

export function* becoming(view: View, principal: Principal, account: Account): Generator<string> {
  const outside = [...entrances(view, principal)]
  yield* outside
  const others = account.principals.filter(({ id }) => id !== principal.id)
  const gain = standingOf(principal, account).tier === 'admin' ? 'admin' : 'sensitive'
  const to = (other: Principal): readonly FoundPath[] => pathsBetween(other, principal, account, gain)
  const all = others.filter((other) => isAsGoodAsAdmin(view, other))
  const admins = ableOf(view, all, to)
  const paths = others
    .filter((other) => !all.includes(other))
    .flatMap((other) => to(other).toSorted(byWeight).slice(0, 1))
  yield* pathList(paths)
  if (admins.length > 0) {
    const names = some(admins.map(({ arn }) => shortName(arn)))
    yield* lines(`${count(admins.length, 'administrator')} of the account: ${names}`, '  ', '    ')
  }
  if (outside.length === 0 && paths.length === 0 && admins.length === 0) yield* lines('Nobody, by what was read.', '  ')
}

/**
 * Administrators who can: what AWS services made for themselves nobody else may change. Who first has to make itself an
 * administrator can then do what those can who are.
 */
function ableOf(
  view: View,
  all: readonly Principal[],
  to: (other: Principal) => readonly FoundPath[],
): readonly Principal[] {
  const able = new Set(all.filter((other) => to(other).length > 0))
  const plain = all.filter((other) => isAdmin(view, other))
  const raised = able.size > 0 || plain.length === 0
  return all.filter((other) => able.has(other) || (raised && !plain.includes(other)))
}

/** Many by one and the same path are told of together: a role that lets everybody in has a path from everybody. */
function* pathList(paths: readonly FoundPath[]): Generator<string> {
  const alike = Map.groupBy(paths, ({ verdict, hops }) => `${verdict}, ${hops.map(({ by }) => by).join(', ')}`)
  const single = [...alike.values()].filter((same) => same.length <= few).flat()
  for (const path of single.slice(0, listed)) yield* lines(`${path.verdict}: ${chainWords(path)}`, '  ', '    ')
  if (single.length > listed) yield* lines(`and ${count(single.length - listed, 'path')} more.`, '  ')
  for (const [how, same] of alike) {
    if (same.length <= few) continue
    const names = some(
      same.map(({ hops, target }) => shortName(hops[0]?.from ?? target)),
      few,
    )
    yield* lines(`${how}: ${names}`, '  ', '    ')
  }
}

const few = 4
