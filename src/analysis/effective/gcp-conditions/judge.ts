/**
 * Three-valued evaluation of CEL: true, false, or nobody can know. The tree is walked down to what is neither `&&`, `||`,
 * `!` nor a choice; such a piece is evaluated by the library where all that it reads is known, and is unknown otherwise.
 * `false && unknown` is false, `true || unknown` is true. Pieces that fail are unknown, never false: what the request
 * holds may be otherwise than it is here.
 */
import { serialize } from '@marcbachmann/cel-js'
import type { ASTNode, Environment, ParseResult } from '@marcbachmann/cel-js'
import { isCostly, readsOf } from './tree.ts'

/** undefined: nobody can know. */
export type Truth = boolean | undefined

/** What expressions of one kind may read and call. */
export interface Language {
  readonly environment: Environment
  /** Variables: `resource`, `request`. */
  readonly roots: ReadonlySet<string>
}

/** What is known of the case that is asked about. */
export interface Case {
  /** Whether it is known: `resource.name`, `api.getAttribute(…)`. */
  readonly knows: (read: string) => boolean
  readonly values: { readonly [root: string]: unknown }
}

export type Judged =
  | { readonly value: boolean }
  /** What it hangs on, or why it cannot be read: a sentence. */
  | { readonly residual: string }

interface Compiled {
  readonly tree: ASTNode
  readonly pieces: Map<ASTNode, Piece>
}

export interface Piece {
  readonly reads: readonly string[]
  readonly run: ParseResult
}

const longest = 8192

/** By language, then by text: conditions are few and asked about again and again. */
const compiled = new WeakMap<Environment, Map<string, Compiled | string>>()
const most = 5000

/** Why it cannot be read, as a sentence, or its tree. */
function compile(language: Language, expression: string): Compiled | string {
  const known = compiled.get(language.environment) ?? new Map<string, Compiled | string>()
  compiled.set(language.environment, known)
  const before = known.get(expression)
  if (before !== undefined) return before
  if (known.size >= most) known.clear()
  const made = parse(language, expression)
  known.set(expression, made)
  return made
}

function parse({ environment }: Language, expression: string): Compiled | string {
  if (expression.length > longest) return 'The condition is too long to be read.'
  try {
    const checked = environment.check(expression)
    if (!checked.valid) return `The condition cannot be read: ${firstLine(checked.error)}.`
    if (checked.type !== 'bool' && checked.type !== 'dyn') return `The condition is no condition but a ${checked.type}.`
    const tree = environment.parse(expression).ast
    return isCostly(tree) ? 'The condition takes too much to be evaluated.' : { tree, pieces: new Map() }
  } catch (error) {
    return `The condition cannot be read: ${firstLine(error)}.`
  }
}

function firstLine(error: unknown): string {
  const text = error instanceof Error ? error.message : 'it does not parse'
  return (text.split('\n', 1)[0] ?? text).slice(0, 200).replace(/\.$/, '')
}

/**
 * By how the pieces are told: true where the first way makes it true, false where the last way makes it false. Of two
 * ways the last one knows less than the first, as of what time brings.
 */
export function judgeBy(
  language: Language,
  expression: string,
  ways: readonly ((piece: Piece, tree: ASTNode) => Truth)[],
): Judged {
  const found = compile(language, expression)
  if (typeof found === 'string') return { residual: found }
  const truths = ways.map((way) => truthOf(found.tree, (leaf) => way(pieceOf(language, found, leaf), leaf)))
  if (truths[0] === true) return { value: true }
  if (truths.at(-1) === false) return { value: false }
  const reads = [...new Set(readsOf(found.tree, language.roots))].toSorted()
  return { residual: `It hangs on ${reads.length === 0 ? 'what cannot be evaluated' : reads.join(', ')}.` }
}

function truthOf(node: ASTNode, leaf: (node: ASTNode) => Truth): Truth {
  switch (node.op) {
    case '&&':
      return both(truthOf(node.args[0], leaf), () => truthOf(node.args[1], leaf))
    case '||':
      return not(both(not(truthOf(node.args[0], leaf)), () => not(truthOf(node.args[1], leaf))))
    case '!_':
      return not(truthOf(node.args, leaf))
    case '?:': {
      const [which, yes, no] = node.args.map((each) => truthOf(each, leaf))
      if (which !== undefined) return which ? yes : no
      return yes === no ? yes : undefined
    }
    default:
      return leaf(node)
  }
}

function not(truth: Truth): Truth {
  return truth === undefined ? undefined : !truth
}

function both(first: Truth, second: () => Truth): Truth {
  if (first === false) return false
  const next = second()
  return next === false ? false : first === undefined ? undefined : next
}

function pieceOf({ environment, roots }: Language, { pieces }: Compiled, node: ASTNode): Piece {
  const before = pieces.get(node)
  if (before !== undefined) return before
  const made = { reads: readsOf(node, roots), run: environment.parse(serialize(node)) }
  pieces.set(node, made)
  return made
}

export function valueOf({ reads, run }: Piece, { knows, values }: Case): Truth {
  if (!reads.every(knows)) return undefined
  try {
    const value: unknown = run(values)
    return typeof value === 'boolean' ? value : undefined
  } catch {
    return undefined
  }
}
