/**
 * Texts of a policy that may hold variables, `${aws:username}`, matched against a value of the request.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
import {
  anyRun,
  arnPieces,
  countColons,
  globPieces,
  matcherOf,
  resourcePieces,
  type Matcher,
  type Piece,
} from './patterns.ts'
import { valueOf, type Inquiry } from './context.ts'
import type { Truth } from './truth.ts'

/**
 * How a text is to be read: as it stands, with wildcards, as a resource (which AWS completes where fields are missing,
 * or not), or as an ARN to be compared part by part.
 */
export type Reading = 'plain' | 'glob' | 'resource' | 'completed' | 'arn'

interface Variable {
  readonly key: string
  readonly fallback: string | undefined
}

/** Text of the policy, a character that stands for itself, or a variable. */
type Part = { readonly text: string } | { readonly literal: string } | Variable

export interface Template {
  readonly text: string
  /** Keys of its variables, in lower case; `required`: of those without a default value. */
  readonly keys: readonly string[]
  readonly required: readonly string[]
  /** A variable without a value equals nothing and is like nothing; what asks for a difference has to look at `required`. */
  readonly matches: (value: string, inquiry: Inquiry) => Truth
}

export interface TemplateOptions {
  readonly reading: Reading
  readonly variables: boolean
  /** Makes both sides alike before they are compared. */
  readonly fold?: (text: string) => string
}

export function compileTemplate(text: string, options: TemplateOptions): Template {
  const parts = options.variables ? partsOf(text) : [{ text }]
  const fold = options.fold ?? ((value: string) => value)
  const variables = parts.filter((part) => 'key' in part)
  if (variables.length === 0) {
    const matcher = build(parts, options.reading, fold, () => undefined)
    return { text, keys: [], required: [], matches: (value) => (matcher(fold(value)) ? 'yes' : 'no') }
  }
  const required = variables.filter(({ fallback }) => fallback === undefined).map(({ key }) => key)
  const made = new Map<string, Matcher>()
  const matches = (value: string, inquiry: Inquiry): Truth => {
    const values = variables.map((variable) => resolve(variable, inquiry))
    if (values.includes(null)) return 'no'
    const name = JSON.stringify(values)
    let matcher = made.get(name)
    if (!matcher) {
      if (made.size > 500) made.clear()
      const byVariable = new Map(variables.map((variable, index) => [variable, values[index]]))
      matcher = build(parts, options.reading, fold, (variable) => byVariable.get(variable) ?? undefined)
      made.set(name, matcher)
    }
    if (!matcher(fold(value))) return 'no'
    return values.includes(undefined) ? 'maybe' : 'yes'
  }
  return { text, keys: variables.map(({ key }) => key), required, matches }
}

/** How the variables without a default stand: `no` when one is known to have no value. */
export function variablesKnown(keys: readonly string[], inquiry: Inquiry): Truth {
  let known: Truth = 'yes'
  for (const key of keys) {
    const value = valueOf(inquiry, key)
    if (value === undefined) known = 'maybe'
    else if (single(value) === undefined) return 'no'
  }
  return known
}

/** A variable stands for one value only. */
function single(value: string | readonly string[] | null): string | undefined {
  if (typeof value === 'string') return value
  return value?.length === 1 ? value[0] : undefined
}

/** `undefined` for a variable that is not known, `null` for one without a value. */
function resolve(variable: Variable, inquiry: Inquiry): string | null | undefined {
  const value = valueOf(inquiry, variable.key)
  return value === undefined ? undefined : (single(value) ?? variable.fallback ?? null)
}

function build(
  parts: readonly Part[],
  reading: Reading,
  fold: (text: string) => string,
  valueOfVariable: (variable: Variable) => string | undefined,
): Matcher {
  let colons = 0
  const pieces = parts.flatMap((part, index): readonly Piece[] => {
    if ('literal' in part) return [part.literal]
    // What a variable brings stands for itself; what it would bring if it were known may be anything.
    if ('key' in part)
      return [valueOfVariable(part) ?? anyRun].map((piece) => (typeof piece === 'string' ? fold(piece) : piece))
    const segment = colons
    colons += countColons(part.text)
    if (reading === 'plain') return [fold(part.text)]
    if (reading === 'glob') return globPieces(fold(part.text))
    const last = index === parts.length - 1
    return reading === 'arn' ? arnPieces(part.text, segment, last) : resourcePieces(part.text, segment, last)
  })
  const matcher = matcherOf(pieces)
  if (reading !== 'completed' || colons >= 5 || colons === 0) return matcher
  // AWS completes an ARN that lacks fields with wildcards.
  const completed = matcherOf([...pieces, ':', anyRun])
  return (value) => matcher(value) || completed(value)
}

function partsOf(text: string): readonly Part[] {
  return text
    .split(/(\$\{[^{}]+\})/)
    .filter((part) => part !== '')
    .map((part): Part => {
      if (!part.startsWith('${') || !part.endsWith('}')) return { text: part }
      const inner = part.slice(2, -1).trim()
      if (inner === '*' || inner === '?' || inner === '$') return { literal: inner }
      const [, key = inner, fallback] = /^([^,]*?)\s*,\s*'([^]*)'$/.exec(inner) ?? []
      return { key: key.trim().toLowerCase(), fallback }
    })
}
