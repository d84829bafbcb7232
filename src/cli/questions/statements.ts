/** Statements that decide, as lines: where each stands, and its text. */
import type { PathStatement } from '../../model/index.ts'
import { clean, wrapped } from '../../report/lines.ts'
import { objectLines } from '../../report/paths/statements.ts'
import { placeWords, sourceWords } from '../../report/paths/words.ts'

export const width = 80

/** How many of a kind a page names before it counts the rest. */
export const listed = 8

/** `a, b and 3 more`. */
export function some(names: readonly string[], most: number = listed): string {
  const rest = names.length - most
  return rest > 0 ? `${names.slice(0, most).join(', ')} and ${rest} more` : names.join(', ')
}

/** Words in lines of eighty characters; a word that is longer, such as an ARN, stays whole on a line. */
export function* lines(text: string, first = '', rest = first): Generator<string> {
  yield* wrapped(clean(text), width, first, rest)
}

/** Statements one after another; the same one of an organization's several levels is told once. */
export function* statementsLines(
  statements: readonly PathStatement[],
  home: string,
  indent: string,
): Generator<string> {
  const same = ({ source, policy, index, text, holder }: PathStatement): string =>
    JSON.stringify([source, policy, index, text, ...(source === 'scp' || source === 'rcp' ? [] : [holder])])
  for (const alike of Map.groupBy(statements, same).values()) {
    const holders = alike
      .filter(({ holder }) => holder !== home && holder !== '')
      .map(({ holder, holderName }) => holderName ?? holder)
    yield* statementLines(alike[0]!, holders, indent)
  }
}

function* statementLines(statement: PathStatement, holders: readonly string[], indent: string): Generator<string> {
  const { effect, policy, source, text } = statement
  const kind = source === 'resource' && policy === 'trust policy' ? '' : ` (${sourceWords[source]})`
  const of = holders.length === 0 ? '' : ` of ${holders.join(', ')}`
  const place = placeWords(statement)
  yield* lines(`${effect}: ${policy}${kind}${place === '' ? '' : `, ${place}`}${of}`, indent, `${indent}  `)
  const within = `${indent}  `
  if (within.length + text.length <= width) yield `${within}${clean(text)}\n`
  else for (const line of jsonLines(text)) yield `${within}${clean(line)}\n`
}

/** One element a line, lists of a single value on the line of their element. */
function jsonLines(text: string): readonly string[] {
  const document: unknown = JSON.parse(text)
  if (typeof document !== 'object' || document === null) return [text]
  return objectLines(document).map(({ depth, text: line }) => `${'  '.repeat(depth)}${line}`)
}
