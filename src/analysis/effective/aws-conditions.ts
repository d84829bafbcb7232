/**
 * Which conditions of a policy statement really hold a caller back, operator by operator.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
import type { PolicyStatement } from '../../model/facts/aws.ts'
import { listOf } from './aws-statements.ts'

/** The request's `key` must be one of `values`; in patterns `*` and `?` are wildcards, otherwise they are themselves. */
export interface Constraint {
  /** In lower case: AWS compares key names without regard to case. */
  readonly key: string
  readonly values: readonly string[]
  readonly patterns: boolean
  /** Any of these will do as well. */
  readonly or?: readonly Constraint[]
}

interface Operator {
  readonly base: string
  readonly quantifier: 'forallvalues' | 'foranyvalue' | undefined
  readonly ifExists: boolean
}

const positive = ['stringequals', 'stringequalsignorecase', 'stringlike', 'arnequals', 'arnlike']
const negated = ['stringnotequals', 'stringnotequalsignorecase', 'stringnotlike', 'arnnotequals', 'arnnotlike']
/** ArnEquals takes wildcards as ArnLike does. */
const withPatterns = /like$|^arn/

function operatorOf(name: string): Operator {
  const [first = '', second] = name.toLowerCase().split(':')
  const word = second ?? first
  return {
    base: word.replace(/ifexists$/, ''),
    quantifier: second === undefined ? undefined : (first as Operator['quantifier']),
    ifExists: word.endsWith('ifexists'),
  }
}

interface Test {
  readonly operator: Operator
  readonly key: string
  readonly values: readonly string[]
}

function testsOf(statement: PolicyStatement): readonly Test[] {
  return Object.entries(statement.Condition ?? {}).flatMap(([name, keys]) =>
    Object.entries(keys).map(([key, values]) => ({
      operator: operatorOf(name),
      key: key.toLowerCase(),
      values: listOf(values).map(String),
    })),
  )
}

/**
 * What an Allow statement demands. `...IfExists` and `ForAllValues:` let a request without the key through, unless a
 * `Null` test demands the key as well; negated operators let everybody through but the few they name, so none of these
 * is a constraint.
 */
export function constraintsOf(statement: PolicyStatement): readonly Constraint[] {
  return bindingTests(statement)
    .filter(({ operator }) => positive.includes(operator.base))
    .map(({ operator, key, values }) => ({ key, values, patterns: withPatterns.test(operator.base) }))
}

/** The tests of an Allow statement that a request without the key does not get past. */
function bindingTests(statement: PolicyStatement): readonly Test[] {
  const tests = testsOf(statement)
  const demanded = new Set(
    tests.filter(({ operator, values }) => operator.base === 'null' && values.every(isFalse)).map(({ key }) => key),
  )
  return tests.filter(
    ({ operator, key }) => demanded.has(key) || (!operator.ifExists && operator.quantifier !== 'forallvalues'),
  )
}

/**
 * What a Deny statement demands of whoever is to get past it, where that is plain: negated tests, which also deny a
 * request without the key, and of which it is enough to get past one. A further test that only spares AWS services
 * changes nothing for other callers.
 */
export function demandsOfDeny(statement: PolicyStatement): readonly Constraint[] {
  const tests = testsOf(statement).filter(
    ({ key, values }) => !(key === 'aws:principalisawsservice' && values.every(isFalse)),
  )
  const plain = tests.every(({ operator }) => operator.quantifier !== 'foranyvalue' && negated.includes(operator.base))
  const [first, ...others] = tests.map(({ operator, key, values }) => ({
    key,
    values,
    patterns: withPatterns.test(operator.base),
  }))
  if (!first || !plain) return []
  return [others.length > 0 ? { ...first, or: others } : first]
}

/** True when the statement allows only requests that were made with a second factor. */
export function demandsSecondFactor(statement: PolicyStatement): boolean {
  return bindingTests(statement).some(
    ({ operator, key, values }) =>
      (operator.base === 'bool' && key === 'aws:multifactorauthpresent' && values.every(isTrue)) ||
      // The age is there only where a second factor was given.
      (operator.base.startsWith('numericlessthan') && key === 'aws:multifactorauthage'),
  )
}

/** True when a Deny statement keeps out whoever comes without a second factor, long-term keys included. */
export function deniesWithoutSecondFactor(statement: PolicyStatement): boolean {
  const [test, ...others] = testsOf(statement)
  if (!test || others.length > 0 || test.key !== 'aws:multifactorauthpresent') return false
  const { operator, values } = test
  if (operator.base === 'null') return values.every(isTrue)
  // Long-term keys come without the fact, so that only `BoolIfExists` keeps them out.
  return operator.base === 'bool' && operator.ifExists && !values.some(isTrue)
}

function isFalse(value: string): boolean {
  return value.toLowerCase() === 'false'
}

function isTrue(value: string): boolean {
  return value.toLowerCase() === 'true'
}

/** The part of a value before its first wildcard, and whether there is one. */
export function literalPart(value: string, constraint: Constraint): { readonly text: string; readonly open: boolean } {
  const at = constraint.patterns ? value.search(/[*?]/) : -1
  return at < 0 ? { text: value, open: false } : { text: value.slice(0, at), open: true }
}
