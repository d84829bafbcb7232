import { startAwsServer, type AwsServer, type ServerOptions } from '../../fixtures/servers/aws/server.ts'
import { connector } from '../../src/connectors/aws/index.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export interface AwsScanned extends Scanned {
  readonly calls: AwsServer['calls']
}

export const awsEnv = {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLESCANNER01',
  AWS_SECRET_ACCESS_KEY: 'MUSTERCANARY-base',
  MUSTER_EXTERNAL_ID: 'shared-with-acme',
}

/** Scans an estate through the test server. */
export async function scanAws(
  server: Omit<ServerOptions, 'now'> & { readonly now?: string },
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<AwsScanned> {
  const running = await startAwsServer({ now: scanNow, ...server })
  try {
    const config = { region: 'eu-west-1', endpoint: running.url, ...input.config }
    return { ...(await scan({ ...input, connector, config, env: { ...awsEnv, ...input.env } })), calls: running.calls }
  } finally {
    await running.close()
  }
}
