/** Signing in: which cloud, which tenants, as whom. */
import type { ConnectorIo } from '../contract.ts'
import { send } from './client.ts'
import { endpointsOf, checkEndpoints } from './clouds.ts'
import { tokensFor } from './credentials.ts'
import type { AzureConfig } from './schema.ts'
import type { AzureClient } from './session.ts'

export async function connect(config: AzureConfig, io: ConnectorIo): Promise<AzureClient> {
  const endpoints = endpointsOf(config, io.env)
  checkEndpoints(endpoints)
  const [first] = config.tenants
  const named = first === undefined ? io.env('AZURE_TENANT_ID') : undefined
  const tenants = named === undefined ? config.tenants : [named]
  return {
    config,
    endpoints,
    send,
    // One sign-in a tenant; without a name, the one that the sign-in is of.
    signIns: (tenants.length === 0 ? [undefined] : tenants).map((tenant) => ({
      tenant,
      tokens: tokensFor({ auth: config.auth, authority: endpoints.authority, tenant }, io),
    })),
    found: new Map(),
  }
}
