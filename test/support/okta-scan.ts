/** Scans organizations through the Okta test server, signed in as a service application. */
import { generateKeyPairSync } from 'node:crypto'
import { startOktaServer } from '../../fixtures/servers/okta/server.ts'
import type { OktaServer, ServerOptions } from '../../fixtures/servers/okta/server.ts'
import { connector } from '../../src/connectors/okta/index.ts'
import { everything, everythingId, musterApp } from './okta-everything.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export type Found = { readonly [name: string]: unknown }

export interface OktaScanned extends Scanned, Pick<OktaServer, 'calls' | 'signIns'> {
  readonly found: (type: string, nativeId: string) => Found
  readonly all: (type: string, kind: string) => readonly Found[]
}

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })

export const oktaEnv = { OKTA_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }
export const oktaConfig = (endpoint: string) => ({
  domain: 'acme.okta.com',
  endpoint,
  auth: { clientId: musterApp, privateKeyEnv: 'OKTA_KEY' },
})
export const everythingScope = `okta:organization:${everythingId}`

export const startOkta = (options: Partial<ServerOptions> = {}): Promise<OktaServer> =>
  startOktaServer({ estate: everything(), now: scanNow, ...options })

export async function scanOkta(
  options: Partial<ServerOptions> = {},
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<OktaScanned> {
  const server = await startOkta(options)
  const config = { ...oktaConfig(server.url), ...input.config }
  try {
    const scanned = await scan({ tier: 'deep', ...input, connector, config, env: { ...oktaEnv, ...input.env } })
    const rows = scanned.records as readonly unknown[] as readonly Found[]
    return {
      ...scanned,
      calls: server.calls,
      signIns: server.signIns,
      all: (type, kind) => rows.filter((row) => row['type'] === type && row['kind'] === kind),
      found: (type, nativeId) => {
        const found = rows.find((row) => row['type'] === type && row['nativeId'] === nativeId)
        if (found === undefined) throw new Error(`there is no ${type} ${nativeId}`)
        return found
      },
    }
  } finally {
    await server.close()
  }
}
