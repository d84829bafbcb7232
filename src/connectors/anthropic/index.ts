/** Anthropic: the keys, service accounts, rules and agents by which Claude is called, and who administers the organization. */
import { defineConnector } from '../contract.ts'
import { classifyFor } from '../shared/vendor/index.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { AnthropicConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { AnthropicClient, AnthropicSession } from './session.ts'
import { agents, agentsMeta } from './steps/agents.ts'
import { federation, federationMeta } from './steps/federation.ts'
import { keys, keysMeta } from './steps/keys.ts'
import { organization, organizationMeta } from './steps/organization.ts'
import { people, peopleMeta } from './steps/people.ts'
import { serviceAccounts, serviceAccountsMeta } from './steps/service-accounts.ts'
import { usage, usageMeta } from './steps/usage.ts'
import { workspaces, workspacesMeta } from './steps/workspaces.ts'

const steps = [
  organizationMeta,
  workspacesMeta,
  peopleMeta,
  keysMeta,
  serviceAccountsMeta,
  federationMeta,
  usageMeta,
  agentsMeta,
] as const

export const connector = defineConnector<AnthropicClient, AnthropicSession>()({
  meta: { id: 'anthropic', title: 'Anthropic', steps },
  config: AnthropicConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify: classifyFor('Anthropic'),
  permissions,
  discover,
  steps: {
    organization,
    workspaces,
    people,
    keys,
    'service-accounts': serviceAccounts,
    federation,
    usage,
    agents,
  },
})
