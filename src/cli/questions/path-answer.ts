/** What `muster path` answers, and its pages. */
import type { FoundPath } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { count } from '../../report/words.ts'
import { pathText } from './routes.ts'
import type { LevelsOf } from './routes.ts'
import { lines } from './statements.ts'

export interface Answer {
  readonly from: string
  /** To begin a sentence. */
  readonly who: string
  readonly to: string
  readonly goal: string
  /** It is there already. */
  readonly already: boolean
  readonly paths: readonly FoundPath[]
  /** From outside: the roles that let it in, wherever they lead. */
  readonly entries: readonly { readonly role: string; readonly verdict: string }[]
  readonly notRead: readonly string[]
}

const shown = 5

export function* answerLines(answer: Answer, maxHops: number, levelsOf: LevelsOf): Generator<string> {
  const { who, goal, already, paths, entries, notRead, to } = answer
  if (already) {
    yield* lines(
      to === 'admin' ? `${who} is an administrator already: no path is needed.` : `${who} is that identity already.`,
    )
    return
  }
  if (paths.length === 0) {
    yield* lines(`No path. ${who} does not become ${goal} in ${count(maxHops, 'hop')} or fewer, by what was read.`)
    yield* doors(entries, goal)
    if (notRead.length > 0) yield '\nNot read, and it could hide a path\n'
    for (const fact of notRead) yield* lines(fact, '  ', '    ')
    return
  }
  const hops = paths[0]!.hops.length
  const more = paths.length > shown ? `, the first ${shown} below` : ''
  yield* lines(
    `${who} ${canBecome[paths[0]!.verdict]} ${goal} in ${count(hops, 'hop')}: ${count(paths.length, 'path')}${more}.`,
  )
  for (const [index, each] of paths.slice(0, shown).entries()) {
    yield '\n'
    yield* pathText(each, index + 1, levelsOf)
  }
}

/** As sure as the surest path, which comes first. */
const canBecome: { readonly [V in FoundPath['verdict']]: string } = {
  proven: 'can become',
  conditional: 'can, under conditions, become',
  possible: 'can possibly become',
}

function* doors(entries: Answer['entries'], goal: string): Generator<string> {
  if (entries.length === 0) return
  yield '\n'
  yield* lines(`It enters ${count(entries.length, 'role')}, and becomes ${goal} from none`)
  for (const { role, verdict } of entries.slice(0, 20)) yield `  ${verdict.padEnd(12)}${clean(role)}\n`
  if (entries.length > 20) yield `  and ${entries.length - 20} more (all with -f json)\n`
}
