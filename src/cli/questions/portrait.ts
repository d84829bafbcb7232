/** An AWS user or role in full: what it can do, who can become it, what it reaches. How it is turned off: turn-off.ts. */
import type { Account, Holding, Principal } from '../../analysis/effective/aws-access/index.ts'
import { accountOf, principalFor, standingOf, whatCan } from '../../analysis/effective/aws-access/index.ts'
import { pathsBetween } from '../../analysis/effective/aws-escalation/index.ts'
import { accountOf as accountIdOf, roleFacts } from '../../analysis/effective/aws-facts.ts'
import { directPaths } from '../../analysis/effective/aws-reach/direct.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { routesFrom } from '../../analysis/effective/aws-reach/routes.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity, PathStatement } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { chainWords, gainWords, placeWords, shortName, sourceWords } from '../../report/paths/words.ts'
import { count, gapWords } from '../../report/words.ts'
import { becoming } from './becoming.ts'
import { extentLines } from './extents.ts'
import { isAdmin } from './routes.ts'
import { lines, listed, some } from './statements.ts'

export function* portrait(view: View, principal: Principal): Generator<string> {
  const account = accountOf(view, principal.account)
  if (!account) return
  yield '\nWhat it can do\n'
  yield* doing(principal, account, isAdmin(view, principal))
  yield '\nWho can become it\n'
  yield* becoming(view, principal, account)
  yield '\nWhat it can reach\n'
  yield* reaching(view, principal, account)
}

export function* rootPortrait(view: View, root: Identity): Generator<string> {
  const principal = principalFor(view, root)
  if (!principal) return
  yield '\nWhat it can do\n'
  yield* lines(`Everything in account ${accountIdOf(root)}, whatever the policies of the account say.`, '  ')
  const held = principal.caller.serviceControl !== undefined && principal.caller.serviceControl.length > 0
  if (held) yield* lines('The service control policies of the organisation hold for it too.', '  ')
  for (const { fact, because } of principal.missing)
    yield* lines(`Not read: ${fact} (${gapWords[because]}).`, '  ', '    ')
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

/** Whose policy it is goes without saying where it is an identity policy. */
function places(statements: readonly PathStatement[]): string {
  const place = (each: PathStatement): string => {
    const kind = each.source === 'identity' ? 'policy' : sourceWords[each.source]
    return `${kind} ${each.policy} (${placeWords(each)})`
  }
  return some([...new Set(statements.map(place))])
}

function* reaching(view: View, principal: Principal, account: Account): Generator<string> {
  if (principal.kind === 'role' && roleFacts(principal.identity).serviceLinked) {
    yield* lines('Only what its service does with it.', '  ')
    return
  }
  if (isAdmin(view, principal)) {
    yield* lines('Every identity of the account, as an administrator.', '  ')
    return
  }
  const direct = directPaths(view, principal)
  const [chain] = direct.some(({ gain }) => gain === 'admin') ? [] : routesFrom(view, principal, 'admin', usualLimits)
  const ways = [...direct, ...(chain ? [chain] : [])]
  for (const path of ways.slice(0, listed))
    yield* lines(`${gainOf(path)}, ${path.verdict}: ${chainWords(path)}`, '  ', '    ')
  if (ways.length > listed) yield* lines(`and ${count(ways.length - listed, 'path')} more.`, '  ')
  if (ways.length > 0) yield `  Hop by hop\n    $ muster path ${clean(principal.arn)}\n`
  const found = [...beside(principal, account, new Set(ways.map(({ target }) => target)))]
  yield* found
  if (ways.length + found.length === 0) yield* lines('No other identity, by what was read.', '  ')
}

/** Whom it can become without a gain that counts, the certain apart from the others. */
function* beside(principal: Principal, account: Account, told: ReadonlySet<string>): Generator<string> {
  const others = account.principals.filter(({ id, arn }) => id !== principal.id && !told.has(arn))
  const paths = others.flatMap((other) => pathsBetween(principal, other, account, 'sensitive').slice(0, 1))
  for (const [proven, same] of Map.groupBy(paths, ({ verdict }) => verdict === 'proven')) {
    const names = some(same.map(({ target }) => shortName(target)))
    const how = proven ? 'It can' : 'Under conditions or facts that are open it can'
    const also = told.size > 0 ? ' also' : ''
    yield* lines(`${how}${also} become ${names}: no step up to administration or to all data.`, '  ', '    ')
  }
}

/** Whose everything it is: a chain may end in another account. */
function gainOf({ gain, target }: FoundPath): string {
  const account = target.split(':')[4]
  if (gain === 'admin' && account) return `Everything in account ${account}`
  return `${gainWords[gain].charAt(0).toUpperCase()}${gainWords[gain].slice(1)}`
}
