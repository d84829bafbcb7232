/** Scans customers of Workspace through the Google test server, signed in by Google's own library. */
import { googleKeyFile } from '../../fixtures/google-key.ts'
import { startGoogleServer } from '../../fixtures/servers/google/server.ts'
import type { GoogleServer, ServerOptions } from '../../fixtures/servers/google/server.ts'
import { connector } from '../../src/connectors/google-workspace/index.ts'
import { adminEmail, customerId, everything } from './gws-everything.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export type Found = { readonly [name: string]: unknown }

export interface WorkspaceScanned extends Scanned, Pick<GoogleServer, 'calls' | 'signIns'> {
  readonly found: (type: string, nativeId: string) => Found
  readonly all: (type: string, kind: string) => readonly Found[]
}

export const workspaceEnv = {
  GOOGLE_KEY: googleKeyFile('muster@acme-security.iam.gserviceaccount.com', 'acme-security'),
}
/** As the Admin console gives it. */
export const delegationFile = `Client name,Client ID,Scopes
Backup,100000000000000000094,"https://www.googleapis.com/auth/drive, https://mail.google.com/"
Sender,100000000000000000092,https://www.googleapis.com/auth/gmail.send
`
export const workspaceFiles = { 'delegations.csv': delegationFile }

export function workspaceConfig(url: string) {
  return {
    subject: adminEmail,
    delegations: 'delegations.csv',
    auth: { credentialsEnv: 'GOOGLE_KEY' },
    endpoints: { root: url },
  }
}

export const startWorkspace = (options: Partial<ServerOptions> = {}): Promise<GoogleServer> =>
  startGoogleServer({ estate: everything(), now: scanNow, ...options })

export async function scanWorkspace(
  options: Partial<ServerOptions> = {},
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<WorkspaceScanned> {
  const server = await startWorkspace(options)
  const config = { ...workspaceConfig(server.url), ...input.config }
  try {
    const scanned = await scan({
      tier: 'deep',
      files: workspaceFiles,
      ...input,
      connector,
      config,
      env: { ...workspaceEnv, ...input.env },
    })
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

export const workspaceScope = `google-workspace:workspace:${customerId}`
