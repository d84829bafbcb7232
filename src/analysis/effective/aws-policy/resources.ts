/** Resource and NotResource of a statement. */
import type { PolicyStatement } from '../../../model/facts/aws.ts'
import type { Inquiry } from './context.ts'
import { countColons } from './patterns.ts'
import { compileTemplate, variablesKnown, type Reading, type Template } from './templates.ts'
import { not, type Truth } from './truth.ts'
import { textsOf } from './values.ts'

export interface ResourceTest {
  readonly element: 'Resource' | 'NotResource'
  readonly patterns: readonly string[]
  /** Keys of the variables in the patterns, in lower case. */
  readonly keys: readonly string[]
  readonly everything: boolean
  /** `completes`: ARNs that lack fields stand for all that begin like them. */
  readonly covers: (inquiry: Inquiry, completes: boolean) => Truth
}

/** A statement without either element, such as those of a trust policy, covers whatever it is attached to. */
export function compileResource(statement: PolicyStatement, variables: boolean): ResourceTest {
  const negated = statement.Resource === undefined && statement.NotResource !== undefined
  const element = negated ? 'NotResource' : 'Resource'
  if (statement.Resource === undefined && !negated) {
    return { element, patterns: [], keys: [], everything: true, covers: () => 'yes' }
  }
  const patterns = textsOf(statement[element])
  if (!negated && patterns.some((pattern) => /^\*+$/.test(pattern)) && !patterns.some((text) => text.includes('${'))) {
    return { element, patterns, keys: [], everything: true, covers: () => 'yes' }
  }
  const read = (reading: Reading): readonly Template[] =>
    patterns.map((pattern) => compileTemplate(pattern, { reading, variables }))
  const completed = read('completed')
  const templates = patterns.some(lacksFields) ? read('resource') : completed
  const keys = [...new Set(templates.flatMap((template) => template.keys))]
  const required = templates.flatMap((template) => template.required)
  const covers = (inquiry: Inquiry, completes: boolean): Truth => {
    // A variable without a value matches no resource, and takes a NotResource out of effect.
    const known = negated && required.length > 0 ? variablesKnown(required, inquiry) : 'yes'
    if (known === 'no') return 'no'
    let matches: Truth = 'no'
    for (const template of completes ? completed : templates) {
      const truth = template.matches(inquiry.resource, inquiry)
      if (truth !== 'no') matches = truth
      if (truth === 'yes') break
    }
    const covered = negated ? not(matches) : matches
    return known === 'maybe' && covered === 'yes' ? 'maybe' : covered
  }
  return { element, patterns, keys, everything: false, covers }
}

function lacksFields(pattern: string): boolean {
  return countColons(pattern) < 5
}
