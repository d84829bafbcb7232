/** Constraints that bear on service accounts and their keys, and whether rules of them hold. */
import type { RuleAnswer } from '../routes/org-policies.ts'

/**
 * Each with what Google does where nobody set it; the managed ones are successors that hold beside the older ones.
 * https://cloud.google.com/resource-manager/docs/organization-policy/restricting-service-accounts
 */
export const constraints = [
  { name: 'iam.disableServiceAccountKeyCreation', unset: false },
  { name: 'iam.managed.disableServiceAccountKeyCreation', unset: false },
  { name: 'iam.disableServiceAccountKeyUpload', unset: false },
  { name: 'iam.managed.disableServiceAccountKeyUpload', unset: false },
  { name: 'iam.serviceAccountKeyExpiryHours', unset: false },
  { name: 'iam.automaticIamGrantsForDefaultServiceAccounts', unset: false },
  { name: 'iam.managed.disableServiceAccountApiKeyCreation', unset: true },
] as const
export type Constraint = (typeof constraints)[number]

/** Of lists: whether not everything is allowed. */
export function isEnforced(rules: readonly RuleAnswer[], { unset }: Constraint): boolean {
  const rule = rules.find(holds)
  if (rule === undefined) return rules.length === 0 && unset
  return rule.enforce ?? (rule.denyAll === true || rule.values !== undefined)
}

/** A condition on tags that nobody weighed may hold for some: what is not in force for all is not counted on. */
function holds({ condition, conditionEvaluation }: RuleAnswer): boolean {
  const conditional = condition?.expression !== undefined && condition.expression !== ''
  return !conditional || conditionEvaluation?.evaluationValue === 'TRUE'
}
