/** Which statements decide a hop, and which of their lines matter to it. */
import type { FoundPath, PathHop, PathStatement } from '../../model/index.ts'

/** A line of a statement's JSON. */
export interface StatementLine {
  /** Levels of indentation. */
  readonly depth: number
  readonly text: string
  /** An action or a resource that the hop is about. */
  readonly matters: boolean
}

export interface Deciding {
  /** By hop. */
  readonly hops: readonly (readonly PathStatement[])[]
  /** What no single hop can be told to hang on, such as what the target holds. */
  readonly others: readonly PathStatement[]
}

/** What grants first, then what limits it. */
const sources = [
  'federation',
  'grant',
  'identity',
  'resource',
  'boundary',
  'session',
  'scp',
  'rcp',
] as const satisfies readonly PathStatement['source'][]

export function decidingOf({ hops, statements }: FoundPath): Deciding {
  const weighed = statements.toSorted((a, b) => sources.indexOf(a.source) - sources.indexOf(b.source))
  if (hops.length === 1) return { hops: [weighed], others: [] }
  const ends = new Set(hops.flatMap(({ from, to }) => [from, to]))
  const sorted = hops.map((hop) => weighed.filter((statement) => decides(statement, hop, ends)))
  const taken = new Set(sorted.flat())
  return { hops: sorted, others: statements.filter((statement) => !taken.has(statement)) }
}

function decides(statement: PathStatement, hop: PathHop, ends: ReadonlySet<string>): boolean {
  const { holder, source } = statement
  if (source === 'grant') return holder === hop.from
  if (source === 'federation') return holder === hop.to
  if (source === 'resource') {
    if (ends.has(holder)) return holder === hop.to
    return covers(statement, hop)
  }
  // A group's policy is held by the group, an organisation's by a unit: by their actions alone one knows of which hop.
  if (source === 'scp' || source === 'rcp')
    return ofAccount(holder, source === 'scp' ? hop.from : hop.to) && covers(statement, hop)
  return (holder === hop.from || !ends.has(holder)) && covers(statement, hop)
}

/** A policy attached to an account is about that account; one on a unit may be about any. */
function ofAccount(holder: string, id: string): boolean {
  return !/^\d{12}$/.test(holder) || id.split(':')[4] === holder
}

function covers(statement: PathStatement, hop: PathHop): boolean {
  const document = parsed(statement)
  if (document === undefined) return true
  const within = (element: unknown) => hop.actions.some((action) => textsOf(element).some((text) => like(text, action)))
  if ('NotAction' in document)
    return !hop.actions.every((action) => textsOf(document['NotAction']).some((text) => like(text, action)))
  return within(document['Action'])
}

function parsed({ text }: PathStatement): { readonly [element: string]: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined
  } catch {
    return undefined
  }
}

function textsOf(element: unknown): readonly string[] {
  if (typeof element === 'string') return [element]
  return Array.isArray(element) ? element.filter((item) => typeof item === 'string') : []
}

const longest = 500
const excepts = /^"(Not(?:Action|Resource|Principal))"/

/** The statement's JSON, one element a line; text that is no JSON is one line. */
export function statementLines(statement: PathStatement, hops: readonly PathHop[]): readonly StatementLine[] {
  const document = parsed(statement)
  if (document === undefined) return [{ depth: 0, text: statement.text, matters: false }]
  const lines = objectLines(document, (element, value) => matters(statement, document, hops, element, value))
    // What a hop needs is none of what these leave out.
    .map((line) => (line.depth === 1 && excepts.test(line.text) ? { ...line, matters: true } : line))
  const rest = lines.length - longest
  return rest > 0 ? [...lines.slice(0, longest), { depth: 0, text: `${rest} more lines`, matters: false }] : lines
}

/** What of the statement the hops are about, without its JSON: its actions, and its resources or principals. */
export function whatMatters(statement: PathStatement, hops: readonly PathHop[]): readonly string[] {
  return statementLines(statement, hops).flatMap(({ text, matters: does }) => {
    if (!does) return []
    const value = excepts.exec(text)?.[1] ?? valueIn(text)
    return value === undefined ? [] : [value]
  })
}

/** Any object as lines of JSON; `marks` says which values matter, by the element of the object that they are in. */
export function objectLines(
  document: object,
  marks: (element: string, value: string) => boolean = () => false,
): readonly StatementLine[] {
  let element = ''
  return JSON.stringify(document, null, 2)
    .split('\n')
    .map((line) => {
      const text = line.trimStart()
      const depth = (line.length - text.length) / 2
      if (depth === 1) element = /^"([^"]*)"/.exec(text)?.[1] ?? element
      const value = valueIn(text)
      return { depth, text, matters: value !== undefined && marks(element, value) }
    })
}

/** The text that a line of JSON holds as a value, or `undefined`. */
function valueIn(line: string): string | undefined {
  const match = /^(?:"(?:[^"\\]|\\.)*": )?("(?:[^"\\]|\\.)*"),?$/.exec(line)
  if (match?.[1] === undefined) return undefined
  const value: unknown = JSON.parse(match[1])
  return typeof value === 'string' ? value : undefined
}

function matters(
  { source }: PathStatement,
  document: { readonly [element: string]: unknown },
  hops: readonly PathHop[],
  element: string,
  value: string,
): boolean {
  const ids = hops.flatMap(({ from, to }) => [from, to])
  const actions = hops.flatMap((hop) => hop.actions)
  // A trust policy decides a hop by letting a service take the role, whatever was called to make it do so.
  if (element === 'Action')
    return (source === 'resource' ? [...actions, 'sts:AssumeRole'] : actions).some((action) => like(value, action))
  // What is steered (a function, a project) is not named by the hop: where there is but one, it is that.
  if (element === 'Resource') return textsOf(document['Resource']).length === 1 || ids.some((id) => like(value, id))
  if (element === 'Principal')
    return value === '*' || ids.some((id) => means(value, id)) || actions.some((action) => serves(value, action))
  return false
}

/** A principal by its own ARN, or by its account: `111122223333` or `arn:aws:iam::111122223333:root`. */
function means(principal: string, id: string): boolean {
  const account = /^(?:arn:[^:]*:iam::)?(\d{12})(?::root)?$/.exec(principal)?.[1]
  return principal === id || (account !== undefined && id.split(':')[4] === account)
}

/** `ecs-tasks.amazonaws.com` is the principal behind `ecs:RunTask`, `tasks.apprunner.amazonaws.com` behind `apprunner:…`. */
function serves(principal: string, action: string): boolean {
  const [service = ''] = action.toLowerCase().split(':')
  if (!/\.amazonaws\.com(\.cn)?$/.test(principal)) return false
  return principal.split('.').some((label) => label === service || label.startsWith(`${service}-`))
}

/** `*` is any text, `?` any character, and case does not count; never slower than the product of both lengths. */
export function like(pattern: string, text: string): boolean {
  const want = pattern.toLowerCase()
  const have = text.toLowerCase()
  let star = -1
  let mark = 0
  let at = 0
  let place = 0
  while (place < have.length) {
    if (want[at] === '*') {
      star = at
      mark = place
      at += 1
    } else if (want[at] === '?' || want[at] === have[place]) {
      at += 1
      place += 1
    } else if (star >= 0) {
      at = star + 1
      mark += 1
      place = mark
    } else return false
  }
  return /^\**$/.test(want.slice(at))
}
