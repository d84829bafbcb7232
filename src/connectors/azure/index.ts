/** Microsoft: applications, managed identities and agents of Entra ID, and what they may in Azure. */
import { defineConnector } from '../contract.ts'
import { azureBodies, azureSteps } from './azure-plane.ts'
import { classify } from './classify.ts'
import { foreignEndpoints } from './clouds.ts'
import { connect } from './connect.ts'
import { directoryBodies, directorySteps } from './directory-plane.ts'
import { discover } from './discover.ts'
import { grantsBodies, grantsSteps } from './grants-plane.ts'
import { readOffline } from './offline.ts'
import { permissions } from './permissions.ts'
import { AzureConfig } from './schema.ts'
import { open, scopes } from './scopes.ts'
import type { AzureClient, AzureSession } from './session.ts'

const steps = [...directorySteps, ...grantsSteps, ...azureSteps] as const
const bodies = { ...directoryBodies, ...grantsBodies, ...azureBodies }

export const connector = defineConnector<AzureClient, AzureSession>()({
  meta: { id: 'azure', title: 'Microsoft Entra ID and Azure', steps },
  config: AzureConfig,
  connect,
  endpoints: foreignEndpoints,
  scopes,
  open,
  classify,
  permissions,
  discover,
  organizations: (config, names) => ({ ...config, tenants: [...names] }),
  offline: (files, io) => readOffline(files, io, { steps, bodies }),
  steps: bodies,
})
