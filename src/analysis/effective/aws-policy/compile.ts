/** Reads policies into statements that can be asked. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { compileConditions, type Test } from './conditions.ts'
import { globPieces, matcherOf, type Matcher } from './patterns.ts'
import { compilePrincipal, type PrincipalTest } from './principals.ts'
import { compileResource, type ResourceTest } from './resources.ts'
import type { CompiledPolicy, CompiledStatement, Policy } from './types.ts'
import { textsOf } from './values.ts'

/** What this folder knows of a statement beyond what it shows. */
export interface Statement extends CompiledStatement {
  /** Policy variables count in it. */
  readonly variables: boolean
  /** Prepared when an action first meets the statement: most statements are never asked further. */
  parts: Parts | undefined
}

export interface Parts {
  readonly principal: PrincipalTest | undefined
  readonly resource: ResourceTest
  readonly tests: readonly Test[]
}

interface Compiled extends CompiledPolicy {
  readonly statements: readonly Statement[]
  /** Statements by the action that they cover, where there are several. */
  remembered: Map<string, readonly Statement[]> | undefined
}

type Covers = (action: string) => boolean

const mostRemembered = 4096
/** Up to so many patterns are tried anew each time: remembering costs more than it saves. */
const fewPatterns = 6

export function compile(policy: Policy, name: string | undefined): CompiledPolicy {
  const document: Partial<Policy> = typeof policy === 'object' && policy !== null ? policy : {}
  const variables = document.Version === '2012-10-17'
  const list: readonly unknown[] = Array.isArray(document.Statement) ? document.Statement : [document.Statement]
  const statements = list.flatMap((source, index): readonly Statement[] => {
    const statement = isStatement(source) ? compileStatement(source, index, variables) : undefined
    return statement ? [statement] : []
  })
  // An array that grew has room for more, which counts where there is one for each identity.
  const compiled: Compiled = { name, statements: statements.slice(), remembered: undefined }
  return compiled
}

/** The statements of a compiled policy that cover the action, which is given in lower case. */
export function covering(policy: CompiledPolicy, action: string): readonly Statement[] {
  if (!isCompiled(policy)) throw new TypeError('a policy has to be compiled by compilePolicy')
  const { statements } = policy
  // Most policies have one statement, and there are as many of them as identities: nothing is remembered of those.
  if (statements.length < 2) return statements[0]?.coversAction(action) === true ? statements : none
  policy.remembered ??= new Map()
  const known = policy.remembered.get(action)
  if (known) return known
  const covered = statements.filter((statement) => statement.coversAction(action))
  // Few different lists are worth keeping: all statements, or none.
  const found = covered.length === statements.length ? statements : covered.length === 0 ? none : covered
  if (policy.remembered.size >= mostRemembered) policy.remembered.clear()
  policy.remembered.set(action, found)
  return found
}

function isCompiled(policy: CompiledPolicy): policy is Compiled {
  return 'remembered' in policy
}

/** What a statement asks beyond its action. */
export function partsOf(statement: Statement): Parts {
  return (statement.parts ??= prepare(statement.source, statement.variables))
}

function prepare(source: PolicyStatement, variables: boolean): Parts {
  return {
    principal: compilePrincipal(source),
    resource: compileResource(source, variables),
    tests: compileConditions(source, variables),
  }
}

const none: readonly Statement[] = []

function isStatement(source: unknown): source is PolicyStatement {
  return typeof source === 'object' && source !== null && 'Effect' in source
}

function compileStatement(source: PolicyStatement, index: number, variables: boolean): Statement | undefined {
  if (source.Effect !== 'Allow' && source.Effect !== 'Deny') return undefined
  const negated = source.Action === undefined
  if (negated && source.NotAction === undefined) return undefined
  const patterns = textsOf(negated ? source.NotAction : source.Action)
  const everyAction = !negated && patterns.some((pattern) => /^\*+(:\*+)?$/.test(pattern))
  const parts = everyAction ? prepare(source, variables) : undefined
  return {
    index,
    sid: typeof source.Sid === 'string' ? source.Sid : undefined,
    effect: source.Effect,
    source,
    coversAction: coversAction(patterns, negated, everyAction),
    isEverything: parts !== undefined && parts.resource.everything && parts.tests.length === 0,
    variables,
    parts,
  }
}

const anyAction: Covers = () => true
const mostShared = 2000
/** Estates repeat the same few lists of actions from policy to policy. */
const shared = new Map<string, Covers>()

function coversAction(patterns: readonly string[], negated: boolean, every: boolean): Covers {
  if (every) return anyAction
  const text = `${negated ? 'NotAction' : 'Action'}\n${patterns.join('\n').toLowerCase()}`
  const known = shared.get(text)
  if (known) return known
  const lower = patterns.map((pattern) => pattern.toLowerCase())
  const open = lower.filter((pattern) => /[*?]/.test(pattern))
  const exact = lower.filter((pattern) => !/[*?]/.test(pattern))
  if (open.length > fewPatterns) return remembering(new Set(exact), open.map(matcherFor), negated)
  const covers = tryingEach(exact, open.map(matcherFor), negated)
  if (shared.size >= mostShared) shared.clear()
  shared.set(text, covers)
  return covers
}

function matcherFor(pattern: string): Matcher {
  return matcherOf(globPieces(pattern))
}

function tryingEach(exact: readonly string[], open: readonly Matcher[], negated: boolean): Covers {
  if (open.length === 0 && exact.length === 1) return (action) => (action === exact[0]) !== negated
  const named = new Set(exact)
  return (action) => (named.has(action) || open.some((matches) => matches(action))) !== negated
}

function remembering(exact: ReadonlySet<string>, open: readonly Matcher[], negated: boolean): Covers {
  const remembered = new Map<string, boolean>()
  return (action) => {
    const known = remembered.get(action)
    if (known !== undefined) return known
    const covered = (exact.has(action) || open.some((matches) => matches(action))) !== negated
    if (remembered.size >= mostRemembered) remembered.clear()
    remembered.set(action, covered)
    return covered
  }
}
