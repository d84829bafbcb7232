/** Routes of escalation for the command line: found, and told hop by hop. */
import { facetOfKind } from '../../model/facts/aws.ts'
import type { OrganizationAccountFacts } from '../../model/facts/aws.ts'
import type { FoundPath, PathHop, PathStatement } from '../../model/index.ts'
import type { Principal } from '../../analysis/effective/aws-access/index.ts'
import { accountOf, standingOf } from '../../analysis/effective/aws-access/index.ts'
import { adminEquivalence } from '../../analysis/effective/aws-escalation/index.ts'
import type { View } from '../../inventory/view.ts'
import { clean } from '../../report/lines.ts'
import { decidingOf } from '../../report/paths/statements.ts'
import { chainWords, shortName, trustedWords, verdictMeanings } from '../../report/paths/words.ts'
import { count, gapWords } from '../../report/words.ts'
import { word } from '../../rules/shared/aws-commands.ts'
import { commandLines } from './commands.ts'
import { lines, statementsLines } from './statements.ts'

/** Why the identity needs no path: it administers its account as it is, or raises itself by calls on itself alone. */
export function isAdmin(view: View, principal: Principal): boolean {
  if (principal.identity.kind === 'root') return true
  const account = accountOf(view, principal.account)
  return account !== undefined && standingOf(principal, account).tier === 'admin'
}

export function isAsGoodAsAdmin(view: View, principal: Principal): boolean {
  const account = accountOf(view, principal.account)
  return account !== undefined && adminEquivalence(principal, account).tier === 'admin'
}

/** What was not read and could hide a path, in sentences. */
export function hiding(view: View, from: Principal | undefined): readonly string[] {
  const own = (from?.missing ?? []).map(({ fact, because }) => `${fact}: ${gapWords[because]}`)
  const accounts = view
    .scopes()
    .filter(
      ({ provider, kind, nativeId }) =>
        provider === 'aws' && kind === 'account' && (!from || nativeId === from.account),
    )
  const facets = [...Map.groupBy(Object.entries(facetOfKind), ([, facet]) => facet)]
  const resources = accounts.flatMap(({ id, nativeId }) =>
    facets.flatMap(([facet, kinds]) => {
      const gap = view.gap(facet, id)
      return gap ? [`${kinds.map(([kind]) => kind).join(', ')} of account ${nativeId}: ${gapWords[gap.reason]}`] : []
    }),
  )
  return [...own, ...resources]
}

/** Ids of the levels of an organisation that an account stands under; `undefined` where nobody read them. */
export type LevelsOf = (account: string) => ReadonlySet<string> | undefined

export function levelsIn(view: View): LevelsOf {
  const accounts = view
    .scopes()
    .filter(({ provider, kind }) => provider === 'aws' && kind === 'organization')
    .flatMap(({ id }) => [...view.resources({ kind: 'organizations:account', scope: id })])
  const levels = new Map(
    accounts.flatMap(({ nativeId, facts }) => {
      const { path } = facts as Partial<OrganizationAccountFacts>
      return path ? [[nativeId.split('/').at(-1) ?? nativeId, new Set(path)] as const] : []
    }),
  )
  return (account) => levels.get(account)
}

/** A chain's statements do not say for which of its accounts a unit of the organisation was asked. */
function isAbout({ source, holder }: PathStatement, { from, to }: PathHop, levelsOf: LevelsOf): boolean {
  // Who comes from outside is taken to be let by its own organisation.
  if (source === 'scp' && !from.startsWith('arn:')) return false
  if ((source !== 'scp' && source !== 'rcp') || /^\d{12}$/.test(holder)) return true
  return levelsOf((source === 'scp' ? from : to).split(':')[4] ?? '')?.has(holder) ?? true
}

export function* pathText(path: FoundPath, place: number, levelsOf: LevelsOf): Generator<string> {
  const deciding = decidingOf(path)
  yield* lines(`${place}. ${chainWords(path)}`, '', '   ')
  yield* lines(`${path.verdict}: ${verdictMeanings[path.verdict]}`, '   ')
  for (const [index, hop] of path.hops.entries()) {
    yield '\n'
    yield* hopText(hop, index + 1)
    const statements = (deciding.hops[index] ?? []).filter((each) => isAbout(each, hop, levelsOf))
    yield* statementsLines(statements, hop.from, '      ')
  }
  if (deciding.others.length > 0) yield '\n   Besides\n'
  yield* statementsLines(deciding.others, path.target, '      ')
  if (path.conditions.length > 0) yield '\n   Only\n'
  for (const condition of path.conditions) yield* lines(condition, '      ', '        ')
  if (path.missingFacts.length > 0) yield '\n   Not collected\n'
  for (const fact of path.missingFacts) yield* lines(fact, '      ', '        ')
  if (path.alsoReaches) yield `\n   The same path reaches ${count(path.alsoReaches, 'further target')}.\n`
  yield '\n'
  const command = mendCommand(path)
  yield* lines(`Breaks it: ${path.mend}${command === undefined ? '' : ` Until then, ${untilThen(path)}:`}`, '   ')
  if (command !== undefined) yield* commandLines(command, '   ')
}

function untilThen({ mendPolicy }: FoundPath): string {
  const { principal = '', statement = {} } = mendPolicy ?? {}
  const all = statement['Action'] === '*' && statement['Resource'] === '*'
  return all ? `this takes everything from ${shortName(principal)}` : 'this stops it at once'
}

function* hopText(hop: PathHop, place: number): Generator<string> {
  yield* lines(`Hop ${place} (${hop.by}): ${hop.text}`, '   ', '      ')
  yield* lines(`from ${trustedWords(hop.from)}`, '      ', '        ')
  if (hop.to !== hop.from) yield `      to   ${clean(hop.to)}\n`
  if (hop.actions.length > 0) yield* lines(`calls ${hop.actions.join(', ')}`, '      ', '        ')
}

function mendCommand({ mendPolicy }: FoundPath): string | undefined {
  const [, kind, path] = /:(user|role)\/(.+)$/.exec(mendPolicy?.principal ?? '') ?? []
  const name = path?.split('/').at(-1)
  if (mendPolicy === undefined || kind === undefined || name === undefined) return undefined
  const document = JSON.stringify({ Version: '2012-10-17', Statement: [mendPolicy.statement] })
  return clean(
    `aws iam put-${kind}-policy --${kind}-name ${word(name)} --policy-name muster-break-path --policy-document ${word(document)}`,
  )
}
