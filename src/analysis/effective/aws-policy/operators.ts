/**
 * Condition operators: what they compare, and how.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import { inRange, parseAddress, parseRange } from './addresses.ts'
import { compileTemplate, type Template } from './templates.ts'

export interface Operator {
  readonly kind: string
  readonly negated: boolean
  readonly ifExists: boolean
  readonly quantifier: 'all' | 'any' | undefined
}

type Compile = (value: string, variables: boolean) => Template

const fold = (text: string): string => text.toLowerCase()

const text =
  (reading: 'plain' | 'glob', ignoreCase = false): Compile =>
  (value, variables) =>
    compileTemplate(value, { reading, variables, ...(ignoreCase ? { fold } : {}) })

/** An operator without variables: a value of the policy is read once. */
const plain =
  (read: (value: string) => (requested: string) => boolean): Compile =>
  (value) => {
    const test = read(value)
    return { text: value, keys: [], required: [], matches: (requested) => (test(requested) ? 'yes' : 'no') }
  }

const compare = (parse: (text: string) => number, test: (requested: number, value: number) => boolean): Compile =>
  plain((value) => {
    const bound = parse(value)
    // What is not a number compares as false with everything.
    return (requested) => test(parse(requested), bound)
  })

const orders: { readonly [name: string]: (requested: number, value: number) => boolean } = {
  equals: (requested, value) => requested === value,
  lessthan: (requested, value) => requested < value,
  lessthanequals: (requested, value) => requested <= value,
  greaterthan: (requested, value) => requested > value,
  greaterthanequals: (requested, value) => requested >= value,
}

const ordered = (prefix: string, parse: (text: string) => number): readonly (readonly [string, Compile])[] =>
  Object.entries(orders).map(([name, test]) => [`${prefix}${name}`, compare(parse, test)] as const)

const kinds: ReadonlyMap<string, Compile> = new Map([
  ['stringequals', text('plain')],
  ['stringequalsignorecase', text('plain', true)],
  ['stringlike', text('glob')],
  ...ordered('numeric', parseNumber),
  ...ordered('date', parseDate),
  ['bool', text('plain', true)],
  ['binaryequals', plain((value) => (requested) => requested === value)],
  ['ipaddress', plain(ipTest)],
  ['arnequals', arn],
  ['arnlike', arn],
])

/** `undefined` for an operator that AWS does not have. */
export function readOperator(name: string): Operator | undefined {
  const [, set = '', word = '', exists] =
    /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(name.toLowerCase()) ?? []
  const kind = word.replace(/^(string|arn|numeric|date)not(equals|like)/, '$1$2').replace(/^notipaddress$/, 'ipaddress')
  if (kind === 'null' ? exists !== undefined : !kinds.has(kind)) return undefined
  const quantifier = set === 'forallvalues' ? 'all' : set === 'foranyvalue' ? 'any' : undefined
  return { kind, negated: kind !== word, ifExists: exists !== undefined, quantifier }
}

/** Up to so many texts are compared one by one: looking them up costs more memory than it saves time. */
const fewTexts = 8

export function compileValues(operator: Operator, values: readonly string[], variables: boolean): readonly Template[] {
  const { kind } = operator
  const plainly = kind === 'stringequals' || kind === 'stringequalsignorecase'
  if (plainly && values.length > fewTexts && !values.some((value) => value.includes('${'))) {
    return [oneOf(values, kind === 'stringequals' ? (value) => value : fold)]
  }
  return values.map((value) => kinds.get(kind)!(value, variables))
}

/** Any of many texts without variables, at one look. */
function oneOf(values: readonly string[], alike: (value: string) => string): Template {
  const known = new Set(values.map(alike))
  return { text: '', keys: [], required: [], matches: (value) => (known.has(alike(value)) ? 'yes' : 'no') }
}

function parseNumber(written: string): number {
  // One way only to read each digit: otherwise a long text that is no number would take minutes.
  return /^\s*[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d+)?\s*$/i.test(written) ? Number(written) : Number.NaN
}

/** Milliseconds of an ISO 8601 date, of which four digits are a year, or of seconds since 1970. */
function parseDate(written: string): number {
  if (/^-?(?:\d{1,3}|\d{5,})(?:\.\d+)?$/.test(written)) return Number(written) * 1000
  const [, date, time, zone] =
    /^(\d{4}(?:-\d\d(?:-\d\d)?)?)(?:T(\d\d:\d\d(?::\d\d(?:\.\d+)?)?))?(Z|[-+]\d\d:?\d\d)?$/i.exec(written) ?? []
  if (date === undefined) return Number.NaN
  return Date.parse(time === undefined ? date : `${date}T${time}${(zone ?? 'Z').toUpperCase()}`)
}

function ipTest(value: string): (requested: string) => boolean {
  const range = parseRange(value)
  return (requested) => {
    const address = range && parseAddress(requested)
    return range !== undefined && address !== undefined && inRange(address, range)
  }
}

/** Each of the six parts of an ARN is compared with its own pattern. */
function arn(value: string, variables: boolean): Template {
  return compileTemplate(value, { reading: 'arn', variables })
}
