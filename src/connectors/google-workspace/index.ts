/** Google Workspace: what users let into their accounts, and who administers without being a person. */
import { defineConnector } from '../contract.ts'
import { classify } from '../shared/google/classify.ts'
import { connect, foreignEndpoints } from './connect.ts'
import { directoryBodies, directorySteps } from './directory-plane.ts'
import { discover } from './discover.ts'
import { grantsBodies, grantsSteps } from './grants-plane.ts'
import { permissions } from './permissions.ts'
import { WorkspaceConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { WorkspaceClient, WorkspaceSession } from './session.ts'

const steps = [...directorySteps, ...grantsSteps] as const
const bodies = { ...directoryBodies, ...grantsBodies }

export const connector = defineConnector<WorkspaceClient, WorkspaceSession>()({
  meta: { id: 'google-workspace', title: 'Google Workspace', steps },
  config: WorkspaceConfig,
  connect,
  endpoints: foreignEndpoints,
  scopes,
  open,
  classify,
  permissions,
  discover,
  steps: bodies,
})
