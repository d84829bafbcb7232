/** An AWS user or role in full: what it can do, who can become it, what it reaches, how it is turned off. */
import type { Account, Holding, Principal } from '../../analysis/effective/aws-access/index.ts'
import { accountOf, standingOf, whatCan } from '../../analysis/effective/aws-access/index.ts'
import { pathsBetween } from '../../analysis/effective/aws-escalation/index.ts'
import { roleFacts } from '../../analysis/effective/aws-facts.ts'
import { directPaths } from '../../analysis/effective/aws-reach/direct.ts'
import { byWeight } from '../../analysis/effective/aws-reach/paths.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { routesFrom } from '../../analysis/effective/aws-reach/routes.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, PathStatement } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { chainWords, gainWords, placeWords, shortName } from '../../report/paths/words.ts'
import { count, gapWords } from '../../report/words.ts'
import { entrances } from './entrances.ts'
import { extentLines } from './extents.ts'
import { isAdmin, isAsGoodAsAdmin } from './routes.ts'
import { lines } from './statements.ts'
import { turnOff } from './turn-off.ts'

export function* portrait(view: View, principal: Principal): Generator<string> {
  const account = accountOf(view, principal.account)
  if (!account) return
  yield '\nWhat it can do\n'
  yield* doing(principal, account, isAdmin(view, principal))
  yield '\nWho can become it\n'
  yield* becoming(view, principal, account)
  yield '\nWhat it can reach\n'
  yield* reaching(view, principal, account)
  yield '\nHow to turn it off\n'
  yield* turnOff(view, principal)
}

function* doing(principal: Principal, account: Account, admin: boolean): Generator<string> {
  const holding = whatCan(principal, account)
  if (admin) {
    const { because } = standingOf(principal, account)
    const policies = [...new Set(because.flatMap(({ source, name }) => (source === 'identity' && name ? [name] : [])))]
    yield* lines(`Everything in account ${account.id}: it is an administrator, by`, '  ')
    for (const policy of policies) yield `    ${clean(policy)}\n`
  } else if (holding.extents.length === 0) yield* lines('Nothing, by the policies that were read.', '  ')
  else yield* extentLines(holding.extents)
  if (!admin) yield* sources(holding)
  if (holding.denies.length > 0) yield* lines(`Less what is denied by ${places(holding.denies)}.`, '  ', '    ')
  if (holding.unknownActions.length > 0)
    yield* lines(`Granted, but no action that AWS knows: ${holding.unknownActions.join(', ')}.`, '  ', '    ')
  for (const { fact, because } of holding.missing)
    yield* lines(`Not read: ${fact} (${gapWords[because]}).`, '  ', '    ')
}

function* sources({ extents }: Holding): Generator<string> {
  const granting = extents
    .flatMap(({ statements }) => statements)
    .filter(({ source, effect }) => source === 'identity' && effect === 'Allow')
  if (granting.length > 0) yield* lines(`By ${places(granting)}.`, '  ', '    ')
}

const listed = 8

function places(statements: readonly PathStatement[]): string {
  const all = [...new Set(statements.map((each) => `${each.policy} (${placeWords(each)})`))]
  const rest = all.length - listed
  return [...all.slice(0, listed), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
}

function* becoming(view: View, principal: Principal, account: Account): Generator<string> {
  const outside = [...entrances(view, principal)]
  yield* outside
  const others = account.principals.filter(({ id }) => id !== principal.id)
  const gain = standingOf(principal, account).tier === 'admin' ? 'admin' : 'sensitive'
  const all = others.filter((other) => isAsGoodAsAdmin(view, other))
  // Not every administrator can: what AWS services made for themselves nobody else may change.
  const admins = all.filter((other) => pathsBetween(other, principal, account, gain).length > 0)
  const paths = others
    .filter((other) => !all.includes(other))
    .flatMap((other) => firstOf(pathsBetween(other, principal, account, gain)))
  yield* listPaths(paths)
  if (admins.length > 0)
    yield* lines(`${count(admins.length, 'administrator')} of the account, by what they are.`, '  ', '    ')
  if (outside.length === 0 && paths.length === 0 && admins.length === 0) yield* lines('Nobody, by what was read.', '  ')
}

function firstOf(paths: readonly FoundPath[]): readonly FoundPath[] {
  return paths.toSorted(byWeight).slice(0, 1)
}

function* listPaths(paths: readonly FoundPath[]): Generator<string> {
  for (const path of paths.slice(0, listed)) yield* lines(`${path.verdict}: ${chainWords(path)}`, '  ', '    ')
  const rest = paths.length - listed
  if (rest > 0) yield* lines(`and ${count(rest, 'other')} of the account.`, '  ', '    ')
}

function* reaching(view: View, principal: Principal, account: Account): Generator<string> {
  if (principal.kind === 'role' && roleFacts(principal.identity).serviceLinked) {
    yield* lines('Nobody but its service acts as it.', '  ')
    return
  }
  if (isAdmin(view, principal)) {
    yield* lines('Every identity of the account, as an administrator.', '  ')
    return
  }
  const direct = directPaths(view, principal)
  const [chain] = direct.some(({ gain }) => gain === 'admin') ? [] : routesFrom(view, principal, 'admin', usualLimits)
  for (const path of [...direct.slice(0, listed), ...(chain ? [chain] : [])])
    yield* lines(`${gainWords[path.gain]}, ${path.verdict}: ${chainWords(path)}`, '  ', '    ')
  if (direct.length > listed) yield* lines(`and ${count(direct.length - listed, 'way')} more.`, '  ')
  const known = new Set([...direct, ...(chain ? [chain] : [])].map(({ target }) => target))
  const others = account.principals.filter(
    (other) =>
      other.id !== principal.id &&
      !known.has(other.arn) &&
      pathsBetween(principal, other, account, 'sensitive').length > 0,
  )
  const names = others.map(({ arn }) => shortName(arn))
  const rest = names.length - listed
  const shown = [...names.slice(0, listed), ...(rest > 0 ? [`${rest} more`] : [])].join(', ')
  if (names.length > 0) yield* lines(`It may become ${shown}, who hold no more than it does.`, '  ', '    ')
  if (direct.length + names.length === 0 && !chain) yield* lines('No other identity, by what was read.', '  ')
  yield* lines(`Hop by hop: muster path ${principal.arn}`, '  ', '  ')
}
