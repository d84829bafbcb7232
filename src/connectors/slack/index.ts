/** Slack: apps and older integrations of workspaces, who let them in, and what was decided about them. */
import { defineConnector } from '../contract.ts'
import { classifyFor } from '../shared/vendor/index.ts'
import { connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { permissions } from './permissions.ts'
import { bodies, steps } from './planes.ts'
import { SlackConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { SlackClient, SlackSession } from './session.ts'

export const connector = defineConnector<SlackClient, SlackSession>()({
  meta: { id: 'slack', title: 'Slack', steps },
  config: SlackConfig,
  connect,
  endpoints,
  scopes,
  open,
  classify: classifyFor('Slack'),
  permissions,
  discover,
  steps: bodies,
})
