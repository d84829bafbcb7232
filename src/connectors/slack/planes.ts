/** All steps, with their bodies. */
import type { StepMeta } from '../contract.ts'
import { appRequests, appRequestsMeta } from './steps/app-requests.ts'
import { auditLogs, auditLogsMeta } from './steps/audit-logs.ts'
import { botUsers, botUsersMeta } from './steps/bot-users.ts'
import { approvedApps, approvedAppsMeta, restrictedApps, restrictedAppsMeta } from './steps/decisions.ts'
import { integrationLogs, integrationLogsMeta } from './steps/integration-logs.ts'
import { manifests, manifestsMeta } from './steps/manifests.ts'
import { team, teamMeta } from './steps/team.ts'

export const steps = [
  teamMeta,
  integrationLogsMeta,
  botUsersMeta,
  approvedAppsMeta,
  restrictedAppsMeta,
  appRequestsMeta,
  auditLogsMeta,
  manifestsMeta,
] as const satisfies readonly StepMeta[]

export const bodies = {
  team,
  'integration-logs': integrationLogs,
  'bot-users': botUsers,
  'approved-apps': approvedApps,
  'restricted-apps': restrictedApps,
  'app-requests': appRequests,
  'audit-logs': auditLogs,
  manifests,
} as const
