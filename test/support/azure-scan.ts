/** Scans tenants through the Microsoft test server, signed in by Microsoft's own library at the server's authority. */
import { startAzureServer } from '../../fixtures/servers/azure/server.ts'
import type { AzureServer, ServerOptions } from '../../fixtures/servers/azure/server.ts'
import { trustTestAuthority } from '../../fixtures/servers/azure/trust.ts'
import { connector } from '../../src/connectors/azure/index.ts'
import { azureTenant, everything, scanner } from './azure-everything.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export interface AzureScanned extends Scanned, Pick<AzureServer, 'calls' | 'signIns'> {}

export const azureEnv = { MUSTER_AZURE_SECRET: 'MUSTERCANARYclientsecret' }

/** The server, trusted by this process until it is closed. */
export async function trustedAzureServer(options: Partial<ServerOptions> = {}): Promise<AzureServer> {
  const server = await startAzureServer({ estate: everything(), now: scanNow, ...options })
  const distrust = trustTestAuthority(server.certificate)
  const close = async (): Promise<void> => {
    distrust()
    await server.close()
  }
  return { ...server, close }
}

export function azureConfig({ url, authority }: Pick<AzureServer, 'url' | 'authority'>) {
  return {
    tenants: [azureTenant],
    foundryAgents: true,
    endpoints: { authority, graph: url, resourceManager: url, foundry: `${url}/foundry` },
    auth: { clientId: scanner.appId, secretEnv: 'MUSTER_AZURE_SECRET' },
  }
}

export async function scanAzure(
  options: Partial<ServerOptions> = {},
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<AzureScanned> {
  const server = await trustedAzureServer(options)
  const config = { ...azureConfig(server), ...input.config }
  try {
    const scanned = await scan({ tier: 'deep', ...input, connector, config, env: { ...azureEnv, ...input.env } })
    return { ...scanned, calls: server.calls, signIns: server.signIns }
  } finally {
    await server.close()
  }
}
