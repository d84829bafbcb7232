/** Reads policies into statements that can be asked. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { compileConditions, type Test } from './conditions.ts'
import { globPieces, matcherOf } from './patterns.ts'
import { compilePrincipal, type PrincipalTest } from './principals.ts'
import { compileResource, type ResourceTest } from './resources.ts'
import type { CompiledPolicy, CompiledStatement, Policy } from './types.ts'
import { textsOf } from './values.ts'

/** What this folder knows of a statement beyond what it shows. */
export interface Statement extends CompiledStatement {
  readonly principal: PrincipalTest | undefined
  readonly resource: ResourceTest
  readonly tests: readonly Test[]
}

/** Statements that cover an action. */
export type Covering = (action: string) => readonly Statement[]

const coverings = new WeakMap<CompiledPolicy, Covering>()
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
  const compiled: CompiledPolicy = { name, statements }
  coverings.set(compiled, coveringOf(statements))
  return compiled
}

/** The statements of a compiled policy that cover the action, which is given in lower case. */
export function covering(policy: CompiledPolicy, action: string): readonly Statement[] {
  const known = coverings.get(policy)
  if (!known) throw new TypeError('a policy has to be compiled by compilePolicy')
  return known(action)
}

function coveringOf(statements: readonly Statement[]): Covering {
  const [only] = statements
  // Most policies have one statement, and there are as many of them as identities: nothing is remembered of those.
  if (!only) return () => none
  if (statements.length === 1) return (action) => (only.coversAction(action) ? statements : none)
  const remembered = new Map<string, readonly Statement[]>()
  return (action) => {
    const known = remembered.get(action)
    if (known) return known
    const found = statements.filter((statement) => statement.coversAction(action))
    if (remembered.size >= mostRemembered) remembered.clear()
    // Few different lists are worth keeping: all statements, or none.
    remembered.set(action, found.length === statements.length ? statements : found.length === 0 ? none : found)
    return remembered.get(action)!
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
  const resource = compileResource(source, variables)
  const tests = compileConditions(source, variables)
  const everyAction = !negated && patterns.some((pattern) => /^\*+(:\*+)?$/.test(pattern))
  return {
    index,
    sid: typeof source.Sid === 'string' ? source.Sid : undefined,
    effect: source.Effect,
    source,
    coversAction: coversAction(patterns, negated, everyAction),
    isEverything: everyAction && resource.everything && tests.length === 0,
    principal: compilePrincipal(source),
    resource,
    tests,
  }
}

function coversAction(patterns: readonly string[], negated: boolean, every: boolean): (action: string) => boolean {
  if (every) return () => true
  const lower = patterns.map((pattern) => pattern.toLowerCase())
  const exact = new Set(lower.filter((pattern) => !/[*?]/.test(pattern)))
  const open = lower.filter((pattern) => /[*?]/.test(pattern)).map((pattern) => matcherOf(globPieces(pattern)))
  if (open.length <= fewPatterns) {
    return (action) => (exact.has(action) || open.some((matches) => matches(action))) !== negated
  }
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
