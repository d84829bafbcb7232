/** Rule packs: named sets of choices, laid under what muster.yaml says of single rules. */
import type { RuleChoice } from '../config/schema.ts'
import type { AnyRule } from './contract.ts'

export interface Pack {
  readonly id: string
  readonly title: string
  readonly choices: (rules: readonly AnyRule[]) => { readonly [rule: string]: RuleChoice }
}

const off = (rules: readonly AnyRule[], keep: (rule: AnyRule) => boolean): { [rule: string]: RuleChoice } =>
  Object.fromEntries(rules.filter((rule) => !keep(rule)).map((rule) => [rule.id, 'off' as const]))

export const packs: readonly Pack[] = [
  {
    id: 'cis-aws-7.0.0',
    title: 'Only the rules that bear on the CIS AWS Foundations Benchmark 7.0.0, with its own limits',
    choices: (rules) => ({
      ...off(rules, (rule) => rule.frameworks['cis-aws-7.0.0'] !== undefined),
      'aws-access-key-unused': { options: { maxDays: 45 } },
      'aws-access-key-rotation-overdue': { options: { maxDays: 90 } },
    }),
  },
  {
    id: 'credentials',
    title: 'Only the rules about credentials and secrets: age, use, rotation, leakage',
    choices: (rules) => off(rules, (rule) => rule.subject === 'credential' || /secret|password|credential/.test(rule.id)),
  },
  {
    id: 'trust',
    title: 'Only the rules about who may become an identity',
    choices: (rules) => off(rules, (rule) => /trust|oidc|saml|deputy|rolesanywhere|-fic-/.test(rule.id)),
  },
]
