/** The steps that ask Graph what applications may, who uses them, and which agents there are. */
import type { StepMeta } from '../contract.ts'
import { agentIdentities, agentIdentitiesMeta } from './steps/agent-identities.ts'
import { appRoleAssignments, appRoleAssignmentsMeta } from './steps/app-role-assignments.ts'
import { copilotAgents, copilotAgentsMeta } from './steps/copilot-agents.ts'
import { credentialActivity, credentialActivityMeta } from './steps/credential-activity.ts'
import { delegatedGrants, delegatedGrantsMeta } from './steps/delegated-grants.ts'
import { directoryRoles, directoryRolesMeta } from './steps/directory-roles.ts'
import { eligibleDirectoryRoles, eligibleDirectoryRolesMeta } from './steps/eligible-directory-roles.ts'
import { groups, groupsMeta } from './steps/groups.ts'
import { policies, policiesMeta } from './steps/policies.ts'
import { signInActivity, signInActivityMeta } from './steps/sign-in-activity.ts'

export const grantsSteps = [
  agentIdentitiesMeta,
  appRoleAssignmentsMeta,
  delegatedGrantsMeta,
  directoryRolesMeta,
  eligibleDirectoryRolesMeta,
  policiesMeta,
  groupsMeta,
  copilotAgentsMeta,
  signInActivityMeta,
  credentialActivityMeta,
] as const satisfies readonly StepMeta[]

export const grantsBodies = {
  'agent-identities': agentIdentities,
  'app-role-assignments': appRoleAssignments,
  'delegated-grants': delegatedGrants,
  'directory-roles': directoryRoles,
  'eligible-directory-roles': eligibleDirectoryRoles,
  policies,
  groups,
  'copilot-agents': copilotAgents,
  'sign-in-activity': signInActivity,
  'credential-activity': credentialActivity,
} as const
