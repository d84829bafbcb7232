/** Files of inventory: what vaults, tools for privileged access, gateways and services without a connector export. */
import { defineConnector } from '../contract.ts'
import { classify } from '../shared/files/pieces.ts'
import { connect, open, scopes } from './connect.ts'
import { permissions } from './permissions.ts'
import { InventoryFileConfig } from './schema.ts'
import type { FileClient, FileSession } from './session.ts'
import { meta as credentials, step as readCredentials } from './steps/credentials.ts'
import { meta as owners, step as readOwners } from './steps/owners.ts'
import { meta as principals, step as readPrincipals } from './steps/principals.ts'

export const connector = defineConnector<FileClient, FileSession>()({
  meta: { id: 'inventory-file', title: 'Files of inventory', steps: [principals, credentials, owners] },
  config: InventoryFileConfig,
  connect,
  scopes,
  open,
  classify,
  permissions,
  steps: { principals: readPrincipals, credentials: readCredentials, owners: readOwners },
})
