/**
 * Conditions and mappings of workload identity pools, as far as one can tell them without the token at hand. Some claims
 * are known, some are known to be missing, and of the others nobody knows: what hangs on those is unknown.
 * https://cloud.google.com/iam/docs/workload-identity-federation#mapping
 */
import type { ASTNode, ParseResult } from '@marcbachmann/cel-js'
import { Environment, EvaluationError, serialize } from '@marcbachmann/cel-js'
import { extract } from './gcp-conditions/language.ts'
import { isCostly, readsOf } from './gcp-conditions/tree.ts'

/** `null`: the token has none of that name. Left out: nobody knows. */
export type ClaimValue = string | readonly string[] | null
export interface ClaimSets {
  readonly assertion: { readonly [claim: string]: ClaimValue }
  readonly google?: { readonly [attribute: string]: ClaimValue }
  readonly attribute?: { readonly [attribute: string]: ClaimValue }
}

/** fails: Google can make nothing of it for this token, and takes it for no. */
export type CelOutcome = { readonly value: unknown } | 'unknown' | 'fails'

type SetName = keyof ClaimSets
/** `name` is undefined where all of the set may be looked at. */
type Touched = { readonly set: SetName; readonly name: string | undefined }

type Compiled =
  | { readonly op: 'and' | 'or'; readonly left: Compiled; readonly right: Compiled }
  | { readonly op: 'not'; readonly of: Compiled }
  | { readonly op: 'choose'; readonly test: Compiled; readonly yes: Compiled; readonly no: Compiled }
  | { readonly op: 'leaf'; readonly run: ParseResult; readonly touched: readonly Touched[] }

export function celOutcome(expression: string, claims: ClaimSets): CelOutcome {
  const compiled = compiledOf(expression)
  return compiled === undefined ? 'unknown' : outcomeOf(compiled, claims)
}

/** Claims and attributes that the expression looks at, as it writes them: `assertion.actor`. */
export function touchedBy(expression: string): readonly string[] {
  const compiled = compiledOf(expression)
  const all = compiled === undefined ? [] : touchedIn(compiled)
  return [...new Set(all.map(({ set, name }) => (name === undefined ? set : `${set}.${name}`)))].toSorted()
}

function touchedIn(compiled: Compiled): readonly Touched[] {
  if (compiled.op === 'leaf') return compiled.touched
  if (compiled.op === 'not') return touchedIn(compiled.of)
  const parts = compiled.op === 'choose' ? [compiled.test, compiled.yes, compiled.no] : [compiled.left, compiled.right]
  return parts.flatMap(touchedIn)
}

const limits = { maxAstNodes: 2000, maxDepth: 60, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 16 }
const longest = 8192
const kept = new Map<string, Compiled | undefined>()
const mostKept = 10_000

/** Undefined: it has no form that is known here. */
function compiledOf(expression: string): Compiled | undefined {
  if (kept.has(expression)) return kept.get(expression)
  const compiled = compile(expression)
  if (kept.size >= mostKept) kept.clear()
  kept.set(expression, compiled)
  return compiled
}

/** What would take too much is not evaluated. */
function compile(expression: string): Compiled | undefined {
  if (expression.length > longest) return undefined
  try {
    const environment = language()
    const tree = environment.parse(withoutTypeName(expression)).ast
    return isCostly(tree) ? undefined : compiledNode(environment, tree)
  } catch {
    return undefined
  }
}

/** The library takes `google` for the package of its own types; within strings nothing is changed. */
function withoutTypeName(expression: string): string {
  return expression.replaceAll(
    /("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|\bgoogle(?=\s*[.[])/g,
    (found: string, text: string | undefined) => (text === undefined ? 'google_' : found),
  )
}

let made: Environment | undefined
function language(): Environment {
  made ??= new Environment({ homogeneousAggregateLiterals: false, limits })
    .registerVariable('assertion', 'map')
    .registerVariable('google_', 'map')
    .registerVariable('attribute', 'map')
    .registerFunction('string.extract(string): string', extract)
  return made
}

function compiledNode(environment: Environment, node: ASTNode): Compiled {
  const of = (part: ASTNode): Compiled => compiledNode(environment, part)
  if (node.op === '&&') return { op: 'and', left: of(node.args[0]), right: of(node.args[1]) }
  if (node.op === '||') return { op: 'or', left: of(node.args[0]), right: of(node.args[1]) }
  if (node.op === '!_') return { op: 'not', of: of(node.args) }
  if (node.op === '?:') {
    const [test, yes, no] = node.args
    return { op: 'choose', test: of(test), yes: of(yes), no: of(no) }
  }
  return { op: 'leaf', run: environment.parse(serialize(node)), touched: touchedAt(node) }
}

const sets: { readonly [id: string]: SetName } = { assertion: 'assertion', google_: 'google', attribute: 'attribute' }
const roots: ReadonlySet<string> = new Set(Object.keys(sets))

/** Of `assertion.sub` the claim; of `assertion`, or of a function on it, all of it. */
function touchedAt(node: ASTNode): readonly Touched[] {
  return readsOf(node, roots).flatMap((read): readonly Touched[] => {
    const [, root = '', name] = /^(\w+)(?:\.(\w+))?/.exec(read) ?? []
    const set = sets[root]
    return set === undefined ? [] : [{ set, name: read.includes('(') ? undefined : name }]
  })
}

function outcomeOf(compiled: Compiled, claims: ClaimSets): CelOutcome {
  if (compiled.op === 'leaf') return leafOutcome(compiled, claims)
  if (compiled.op === 'not') {
    const found = outcomeOf(compiled.of, claims)
    return truthOf(found) === undefined ? found : { value: !truthOf(found) }
  }
  if (compiled.op === 'choose') {
    const test = outcomeOf(compiled.test, claims)
    const decided = truthOf(test)
    if (decided === undefined) return test === 'fails' ? 'fails' : 'unknown'
    return outcomeOf(decided ? compiled.yes : compiled.no, claims)
  }
  return joined(compiled.op === 'or', outcomeOf(compiled.left, claims), outcomeOf(compiled.right, claims))
}

/** One side that settles it is enough, whatever the other is: https://github.com/google/cel-spec/blob/master/doc/langdef.md#logical-operators */
function joined(settling: boolean, left: CelOutcome, right: CelOutcome): CelOutcome {
  const [a, b] = [truthOf(left), truthOf(right)]
  if (a === settling || b === settling) return { value: settling }
  if (left === 'unknown' || right === 'unknown') return 'unknown'
  return left === 'fails' || right === 'fails' || a === undefined || b === undefined ? 'fails' : { value: !settling }
}

function truthOf(outcome: CelOutcome): boolean | undefined {
  return typeof outcome === 'object' && typeof outcome.value === 'boolean' ? outcome.value : undefined
}

function leafOutcome({ run, touched }: Extract<Compiled, { readonly op: 'leaf' }>, claims: ClaimSets): CelOutcome {
  const isUnknown = touched.some(({ set, name }) => name === undefined || claims[set]?.[name] === undefined)
  if (isUnknown) return 'unknown'
  try {
    const value: unknown = run({
      assertion: present(claims.assertion),
      google_: present(claims.google),
      attribute: present(claims.attribute),
    })
    return { value }
  } catch (error) {
    // Whatever the library does not know, Google may.
    return error instanceof EvaluationError && error.code === 'no_such_key' ? 'fails' : 'unknown'
  }
}

function present(set: ClaimSets[SetName]): { readonly [name: string]: unknown } {
  return Object.fromEntries(Object.entries(set ?? {}).filter(([, value]) => value !== null))
}
