/** The steps that read who may do what, and what holds it back. */
import type { StepMeta } from '../contract.ts'
import { accessBoundaries, accessBoundariesMeta } from './steps/access-boundaries.ts'
import { allowPolicies, allowPoliciesMeta } from './steps/allow-policies.ts'
import { denyPolicies, denyPoliciesMeta } from './steps/deny-policies.ts'
import { groups, groupsMeta } from './steps/groups.ts'
import { insights, insightsMeta } from './steps/insights.ts'
import { orgPolicies, orgPoliciesMeta } from './steps/org-policies.ts'
import { resourcePolicies, resourcePoliciesMeta } from './steps/resource-policies.ts'
import { roles, rolesMeta } from './steps/roles.ts'

export const grantsSteps = [
  allowPoliciesMeta,
  resourcePoliciesMeta,
  rolesMeta,
  orgPoliciesMeta,
  denyPoliciesMeta,
  accessBoundariesMeta,
  groupsMeta,
  insightsMeta,
] as const satisfies readonly StepMeta[]

export const grantsBodies = {
  'allow-policies': allowPolicies,
  'resource-policies': resourcePolicies,
  roles,
  'org-policies': orgPolicies,
  'deny-policies': denyPolicies,
  'access-boundaries': accessBoundaries,
  groups,
  insights,
} as const
