/** OpenAI: the keys, service accounts and rules that models are called by, and what administers the organization. */
import { defineConnector } from '../contract.ts'
import { classifyFor } from '../shared/vendor/index.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { OpenaiConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { OpenaiClient, OpenaiSession } from './session.ts'
import { adminKeys, adminKeysMeta } from './steps/admin-keys.ts'
import { audit, auditMeta } from './steps/audit.ts'
import { people, peopleMeta } from './steps/people.ts'
import { projectKeys, projectKeysMeta } from './steps/project-keys.ts'
import { projectLimits, projectLimitsMeta } from './steps/project-limits.ts'
import { projects, projectsMeta } from './steps/projects.ts'
import { roles, rolesMeta } from './steps/roles.ts'
import { serviceAccounts, serviceAccountsMeta } from './steps/service-accounts.ts'
import { usage, usageMeta } from './steps/usage.ts'
import { workloadIdentity, workloadIdentityMeta } from './steps/workload-identity.ts'

const steps = [
  projectsMeta,
  peopleMeta,
  serviceAccountsMeta,
  projectKeysMeta,
  adminKeysMeta,
  workloadIdentityMeta,
  rolesMeta,
  projectLimitsMeta,
  usageMeta,
  auditMeta,
] as const

export const connector = defineConnector<OpenaiClient, OpenaiSession>()({
  meta: { id: 'openai', title: 'OpenAI', steps },
  config: OpenaiConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify: classifyFor('OpenAI'),
  permissions,
  discover,
  steps: {
    projects,
    people,
    'service-accounts': serviceAccounts,
    'project-keys': projectKeys,
    'admin-keys': adminKeys,
    'workload-identity': workloadIdentity,
    roles,
    'project-limits': projectLimits,
    usage,
    audit,
  },
})
