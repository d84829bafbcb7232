/** Okta: applications that act as themselves, API tokens, integrations of vendors, agents, and who is in the directory. */
import { defineConnector } from '../contract.ts'
import { classifyFor } from '../shared/vendor/index.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { bodies, steps } from './planes.ts'
import { OktaConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { OktaClient, OktaSession } from './session.ts'

export const connector = defineConnector<OktaClient, OktaSession>()({
  meta: { id: 'okta', title: 'Okta', steps },
  config: OktaConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify: classifyFor('Okta'),
  permissions,
  discover,
  steps: bodies,
})
