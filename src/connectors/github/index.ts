/** GitHub: apps, tokens, keys, secrets, workflows and agents of an organization. */
import { defineConnector } from '../contract.ts'
import { classify } from './classify.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { GithubConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { GithubClient, GithubSession } from './session.ts'
import { installations, installationsMeta } from './steps/installations.ts'
import { organization, organizationMeta } from './steps/organization.ts'

const steps = [organizationMeta, installationsMeta] as const

export const connector = defineConnector<GithubClient, GithubSession>()({
  meta: { id: 'github', title: 'GitHub', steps },
  config: GithubConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify,
  permissions,
  discover,
  organizations: (config, names) => ({ ...config, organizations: [...names] }),
  steps: { organization, installations },
})
