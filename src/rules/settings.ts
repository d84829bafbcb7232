/** Rules as the user wants them: which ones, at what severity, with what options. */
import { z } from 'zod'
import type { RuleChoice } from '../config/schema.ts'
import type { Severity } from '../model/index.ts'
import type { AnyRule } from './contract.ts'

export interface RuleSetting {
  readonly rule: AnyRule
  /** The user's severity; it stands over whatever the rule or the facts say. */
  readonly severity?: Severity
  readonly options: unknown
}

export interface Problem {
  readonly rule: string
  readonly message: string
}

/** The settings for every rule that is on, in order of id; a wrong option is a problem, not a default. */
export function settleRules(
  rules: readonly AnyRule[],
  choices: { readonly [id: string]: RuleChoice },
): { settings: readonly RuleSetting[]; problems: readonly Problem[] } {
  const problems: Problem[] = []
  const settings: RuleSetting[] = []
  for (const rule of rules.toSorted((a, b) => (a.id < b.id ? -1 : 1))) {
    const choice = choices[rule.id] ?? 'on'
    const said = typeof choice === 'string' ? {} : choice
    if (choice === 'off' || said.enabled === false) continue
    const severity = typeof choice === 'string' && choice !== 'on' ? choice : said.severity
    const options = (rule.options ?? z.strictObject({})).safeParse(said.options ?? {})
    if (!options.success) problems.push({ rule: rule.id, message: z.prettifyError(options.error).replaceAll('\n', ' ') })
    settings.push({ rule, options: options.data ?? {}, ...(severity ? { severity } : {}) })
  }
  return { settings, problems }
}
