/**
 * A key that several open tests ask for may leave them no choice: an Allow under MFA and a Deny under MFA never let
 * anybody through. For tests that compare whole texts a few values stand for all there are, and each of them is tried;
 * other tests of the key stay open meanwhile.
 */
import { partsOf } from './compile.ts'
import type { Hit } from './evaluate.ts'
import type { Test } from './conditions.ts'
import type { Given, Inquiry } from './context.ts'
import type { Verdict } from './types.ts'

/** So many values are tried at most. */
const mostTried = 1024

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
    partsOf(hit.statement).tests.filter((test) => test.whole && test.holds(inquiry) === 'maybe'),
  )
  for (const [key, asking] of Map.groupBy(tests, (test) => test.key.toLowerCase())) {
    if (asking.length < 2) continue
    const values = standIns(key, asking, inquiry)
    const verdict = common(values, (value) => verdictOf(key, value))
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

/**
 * Absent, empty, and every selection of texts: of those that the tests mention, the same in another case, and what is
 * none of them. Texts that no test tells apart need to be tried only once. No selection has to be longer than there are
 * tests, and one: each test asks for no more than a text that is, or is not, among its own, and some for one at all.
 */
function standIns(key: string, asking: readonly Test[], inquiry: Inquiry): readonly Given[] {
  const texts = asking.flatMap((test) => (test.operator.toLowerCase() === 'null' ? [] : test.values))
  const written = new Set(texts)
  const folding = asking.some((test) => foldsCase.test(test.operator))
  const others = folding ? [...new Set(texts.map((text) => text.toLowerCase()))] : []
  const told = new Map<string, string>()
  for (const text of [...written, ...others.flatMap((one) => variant(one, written) ?? []), other]) {
    const answers = asking.map((test) => test.holds({ ...inquiry, tried: { key, value: text } })).join()
    if (text !== '' && !told.has(answers)) told.set(answers, text)
  }
  let selections: readonly (readonly string[])[] = [[]]
  for (const text of ['', ...told.values()]) {
    const longer = selections.filter((some) => some.length <= asking.length).map((some) => [...some, text])
    selections = [...selections, ...longer]
    if (selections.length > mostTried) return []
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
