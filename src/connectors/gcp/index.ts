/** Google Cloud: service accounts, their keys, who may act as them, and what they may do. */
import { defineConnector } from '../contract.ts'
import { classify } from '../shared/google/classify.ts'
import { connect, foreignEndpoints } from './connect.ts'
import { discover } from './discover.ts'
import { grantsBodies, grantsSteps } from './grants-plane.ts'
import { identitiesBodies, identitiesSteps } from './identities-plane.ts'
import { readOffline } from './offline.ts'
import { permissions } from './permissions.ts'
import { GcpConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { GcpClient, GcpSession } from './session.ts'
import { workloadsBodies, workloadsSteps } from './workloads-plane.ts'

const steps = [...identitiesSteps, ...grantsSteps, ...workloadsSteps] as const
const bodies = { ...identitiesBodies, ...grantsBodies, ...workloadsBodies }

export const connector = defineConnector<GcpClient, GcpSession>()({
  meta: { id: 'gcp', title: 'Google Cloud', steps },
  config: GcpConfig,
  connect,
  endpoints: foreignEndpoints,
  scopes,
  open,
  classify,
  permissions,
  discover,
  organizations: (config, names) => ({ ...config, organizations: [...names] }),
  offline: (files, io) => readOffline(files, io, { steps, bodies }),
  steps: bodies,
})
