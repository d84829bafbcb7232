/**
 * A key that several open tests ask for may leave them no choice: an Allow under MFA and a Deny under MFA never let
 * anybody through. For tests that compare whole texts a few values stand for all there are, and each of them is tried;
 * other tests of the key stay open meanwhile.
 */
import type { Hit } from './evaluate.ts'
import type { Given, Inquiry } from './context.ts'
import type { Verdict } from './types.ts'

const mostTexts = 4

/** Operators to which texts in another case are the same. */
const foldsCase = /ignorecase|bool/i

/** What no test mentions. */
const other = '\u0000other'

/** The verdict that every value of some key leads to, or `conditional`. */
export function settle(
  inquiry: Inquiry,
  hits: readonly Hit[],
  verdictOf: (key: string, value: Given) => Verdict,
): Verdict {
  const tests = hits.flatMap((hit) =>
    hit.statement.tests.filter((test) => test.whole && test.holds(inquiry) === 'maybe'),
  )
  for (const [key, asking] of Map.groupBy(tests, (test) => test.key.toLowerCase())) {
    if (asking.length < 2) continue
    const texts = asking.flatMap((test) => (test.operator.toLowerCase() === 'null' ? [] : test.values))
    const verdict = common(
      standIns(
        texts,
        asking.some((test) => foldsCase.test(test.operator)),
      ),
      (value) => verdictOf(key, value),
    )
    if (verdict !== 'conditional') return verdict
  }
  return 'conditional'
}

/** The verdict of all values; two kinds of denial make an implicit one. */
function common(values: readonly Given[], verdictOf: (value: Given) => Verdict): Verdict {
  let verdict: Verdict | undefined
  for (const value of values) {
    const next = verdictOf(value)
    if (next === 'conditional') return next
    if (verdict !== undefined && verdict !== next && (verdict === 'allowed' || next === 'allowed')) return 'conditional'
    verdict = verdict === undefined || verdict === next ? next : 'implicitly-denied'
  }
  return verdict ?? 'conditional'
}

/** Absent, empty, and every selection of the texts, of the same in another case, and of what is none of them. */
function standIns(texts: readonly string[], folding: boolean): readonly Given[] {
  const known = new Set(texts)
  const different = new Set(texts.map((text) => text.toLowerCase()))
  if (different.size > mostTexts) return []
  const others = (folding ? [...different] : []).flatMap((text) => variant(text, known) ?? [])
  let selections: readonly (readonly string[])[] = [[]]
  for (const text of new Set(['', ...known, ...others, other])) {
    selections = selections.flatMap((some) => [some, [...some, text]])
  }
  return [null, ...selections.filter((some) => some.length > 0)]
}

/** The text in a case in which nobody wrote it. */
function variant(text: string, known: ReadonlySet<string>): string | undefined {
  const upper = text.toUpperCase()
  const tried = [
    text,
    upper,
    ...Array.from(text, (_, at) => text.slice(0, at) + upper.slice(at, at + 1) + text.slice(at + 1)),
  ]
  return tried.find((one) => !known.has(one) && one.toLowerCase() === text)
}
