/** Scans organizations of Google Cloud through the Google test server, signed in by Google's own library. */
import { googleKeyFile } from '../../fixtures/google-key.ts'
import { startGoogleServer } from '../../fixtures/servers/google/server.ts'
import type { GoogleServer, ServerOptions } from '../../fixtures/servers/google/server.ts'
import { connector } from '../../src/connectors/gcp/index.ts'
import { everything, scanner, shop } from './gcp-everything.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export interface GoogleScanned extends Scanned, Pick<GoogleServer, 'calls' | 'signIns' | 'peaks'> {}

export const googleEnv = { GOOGLE_KEY: googleKeyFile(scanner, shop) }

export const startGoogle = (options: Partial<ServerOptions> = {}): Promise<GoogleServer> =>
  startGoogleServer({ estate: everything(), now: scanNow, ...options })

export function googleConfig(url: string) {
  return {
    // Without Cloud Asset agents are looked for place by place.
    locations: ['europe-west1', 'us-central1'],
    auth: { credentialsEnv: 'GOOGLE_KEY' },
    endpoints: { root: url },
  }
}

/** Has projects read one by one. */
export const withoutAssets = { operation: 'cloudasset.searchAllResources', kind: 'denied' } as const

export async function scanGoogle(
  options: Partial<ServerOptions> = {},
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<GoogleScanned> {
  const server = await startGoogle(options)
  const config = { ...googleConfig(server.url), ...input.config }
  try {
    const scanned = await scan({ tier: 'deep', ...input, connector, config, env: { ...googleEnv, ...input.env } })
    return { ...scanned, calls: server.calls, signIns: server.signIns, peaks: server.peaks }
  } finally {
    await server.close()
  }
}
