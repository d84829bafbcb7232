/** The steps, and what each does. */
import type { StepMeta } from '../contract.ts'
import { activity, activityMeta } from './steps/activity.ts'
import { adminAssignments, adminAssignmentsMeta } from './steps/admin-assignments.ts'
import { adminRoles, adminRolesMeta } from './steps/admin-roles.ts'
import { agentConnections, agentConnectionsMeta } from './steps/agent-connections.ts'
import { aiAgents, aiAgentsMeta } from './steps/ai-agents.ts'
import { apiServices, apiServicesMeta } from './steps/api-services.ts'
import { apiServiceSecrets, apiServiceSecretsMeta } from './steps/api-service-secrets.ts'
import { apiTokens, apiTokensMeta } from './steps/api-tokens.ts'
import { appGrants, appGrantsMeta } from './steps/app-grants.ts'
import { appRoles, appRolesMeta } from './steps/app-roles.ts'
import { apps, appsMeta } from './steps/apps.ts'
import { appSecrets, appSecretsMeta } from './steps/app-secrets.ts'
import { hooks, hooksMeta } from './steps/hooks.ts'
import { managedAccounts, managedAccountsMeta } from './steps/managed-accounts.ts'
import { organization, organizationMeta } from './steps/organization.ts'
import { people, peopleMeta } from './steps/people.ts'

export const steps = [
  organizationMeta,
  peopleMeta,
  appsMeta,
  appSecretsMeta,
  appGrantsMeta,
  adminRolesMeta,
  appRolesMeta,
  apiTokensMeta,
  adminAssignmentsMeta,
  apiServicesMeta,
  apiServiceSecretsMeta,
  hooksMeta,
  aiAgentsMeta,
  agentConnectionsMeta,
  managedAccountsMeta,
  activityMeta,
] as const satisfies readonly StepMeta[]

export const bodies = {
  organization,
  people,
  apps,
  'app-secrets': appSecrets,
  'app-grants': appGrants,
  'admin-roles': adminRoles,
  'app-roles': appRoles,
  'api-tokens': apiTokens,
  'admin-assignments': adminAssignments,
  'api-services': apiServices,
  'api-service-secrets': apiServiceSecrets,
  hooks,
  'ai-agents': aiAgents,
  'agent-connections': agentConnections,
  'managed-accounts': managedAccounts,
  activity,
} as const
