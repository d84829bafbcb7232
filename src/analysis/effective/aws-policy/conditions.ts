/**
 * Condition blocks: every operator and every key has to hold; of a key's values one is enough.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-logic-multiple-context-keys-or-values.html
 */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import { valueOf, type Inquiry, type Value } from './context.ts'
import { compileValues, readOperator, type Operator } from './operators.ts'
import { variablesKnown, type Template } from './templates.ts'
import { both, not, type Truth } from './truth.ts'
import { textsOf } from './values.ts'

export interface Test {
  /** Operator, key and values as they are written. */
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
  /** Whether it depends on nothing but which of its own texts the value equals. */
  readonly whole: boolean
  readonly holds: (inquiry: Inquiry) => Truth
}

export function compileConditions(statement: PolicyStatement, variables: boolean): readonly Test[] {
  const block: unknown = statement.Condition
  if (block === undefined || block === null) return []
  if (typeof block !== 'object') return [undecidable('Condition', '', block)]
  return Object.entries(block).flatMap(([name, keys]: [string, unknown]): readonly Test[] => {
    const operator = readOperator(name)
    if (typeof keys !== 'object' || keys === null) return [undecidable(name, '', keys)]
    return Object.entries(keys).map(([key, values]: [string, unknown]) =>
      operator ? compileTest(name, operator, key, textsOf(values), variables) : undecidable(name, key, values),
    )
  })
}

function undecidable(operator: string, key: string, values: unknown): Test {
  return { operator, key, values: textsOf(values), whole: false, holds: () => 'maybe' }
}

const wholeTexts = new Set(['stringequals', 'stringequalsignorecase', 'bool', 'null'])

function compileTest(
  name: string,
  operator: Operator,
  key: string,
  values: readonly string[],
  variables: boolean,
): Test {
  const lower = key.toLowerCase()
  const whole = wholeTexts.has(operator.kind) && !values.some((text) => text.includes('${'))
  const written = { operator: name, key, values, whole }
  const value = (inquiry: Inquiry): Value => {
    const known = valueOf(inquiry, lower)
    return known === undefined && whole && inquiry.tried?.key === lower ? inquiry.tried.value : known
  }
  if (operator.kind === 'null') return { ...written, holds: (inquiry) => isNull(values, value(inquiry)) }
  const templates = compileValues(operator, values, variables)
  const required = operator.negated ? templates.flatMap((template) => template.required) : []
  const open = templates.some(({ text }) => text === '*') && /^(string|arn)like$/.test(operator.kind)
  return {
    ...written,
    holds: (inquiry) => {
      const given = value(inquiry)
      if (given === undefined) return withoutValue(operator, open)
      if (given === null) return withoutKey(operator)
      if (operator.quantifier !== undefined && isEmpty(given)) return withoutKey(operator)
      const holds = withValue(operator, templates, given, inquiry)
      // A variable without a value takes the statement out of effect, also where a test asks for a difference.
      // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
      return required.length > 0 ? both(holds, variablesKnown(required, inquiry)) : holds
    },
  }
}

/** `Null` with true: the key is not there. */
function isNull(values: readonly string[], value: Value): Truth {
  const absent = values.some((text) => text.toLowerCase() === 'true')
  const present = values.some((text) => text.toLowerCase() === 'false')
  if (absent === present) return absent ? 'yes' : 'no'
  if (value === undefined) return 'maybe'
  return (value === null || isEmpty(value)) === absent ? 'yes' : 'no'
}

/** An empty string is no value to set operators and `Null`; string operators compare it like any other. */
function isEmpty(value: string | readonly string[]): boolean {
  return typeof value === 'string' ? value === '' : value.every((text) => text === '')
}

/** The key may be there or not, with any value: only a test that holds whatever comes is decided. */
function withoutValue(operator: Operator, open: boolean): Truth {
  const whenAbsent = withoutKey(operator)
  return open && !operator.negated && whenAbsent === 'yes' ? 'yes' : 'maybe'
}

function withoutKey(operator: Operator): Truth {
  if (operator.quantifier === 'all' || operator.ifExists) return 'yes'
  if (operator.quantifier === 'any') return 'no'
  return operator.negated ? 'yes' : 'no'
}

function withValue(
  operator: Operator,
  templates: readonly Template[],
  value: string | readonly string[],
  inquiry: Inquiry,
): Truth {
  if (typeof value === 'string') return one(operator, templates, value, inquiry)
  if (operator.quantifier === 'all') return not(some(value, (text) => not(one(operator, templates, text, inquiry))))
  if (operator.quantifier === 'any') return some(value, (text) => one(operator, templates, text, inquiry))
  // Several values without a set operator: a positive test asks for one that matches, a negated one for none.
  const matches = some(value, (text) => some(templates, (template) => template.matches(text, inquiry)))
  return operator.negated ? not(matches) : matches
}

function one(operator: Operator, templates: readonly Template[], value: string, inquiry: Inquiry): Truth {
  const matches = some(templates, (template) => template.matches(value, inquiry))
  return operator.negated ? not(matches) : matches
}

function some<T>(items: readonly T[], test: (item: T) => Truth): Truth {
  let found: Truth = 'no'
  for (const item of items) {
    const truth = test(item)
    if (truth === 'yes') return 'yes'
    if (truth === 'maybe') found = 'maybe'
  }
  return found
}
