/** Signing in: as whom, and once for each scope. */
import type { ConnectorIo } from '../contract.ts'
import type { GoogleClient } from '../shared/google/client.ts'
import { checkSignIn, googleClient } from '../shared/google/client.ts'
import { fileText } from '../shared/settings.ts'
import { readDelegations } from './map/delegation-file.ts'
import { customerScope } from './needs.ts'
import type { WorkspaceConfig } from './schema.ts'
import type { WorkspaceClient } from './session.ts'

export async function connect(config: WorkspaceConfig, io: ConnectorIo): Promise<WorkspaceClient> {
  const { delegations: file } = config
  const delegations = file === undefined ? undefined : readDelegations(await fileText(file, io.readFile), file)
  const made = new Map<string, GoogleClient>()
  const clients = (scope: string): GoogleClient => {
    const known = made.get(scope)
    if (known !== undefined) return known
    const client = googleClient(wishFor(config, scope, io), io)
    made.set(scope, client)
    return client
  }
  await checkSignIn(clients(customerScope))
  return { config, clients, delegations, found: new Map() }
}

function wishFor(
  { auth, impersonate, quotaProject, universeDomain, endpoints, subject }: WorkspaceConfig,
  scope: string,
  io: ConnectorIo,
) {
  return {
    connector: 'google-workspace',
    auth,
    impersonate,
    quotaProject: quotaProject ?? io.env('GOOGLE_CLOUD_QUOTA_PROJECT'),
    universeDomain,
    root: endpoints.root,
    scopes: [scope],
    subject,
  }
}

/** For the run header: addresses that are not Google's own. */
export function foreignEndpoints({ endpoints, universeDomain }: WorkspaceConfig): readonly string[] {
  return [
    ...(endpoints.root === undefined ? [] : [endpoints.root]),
    ...(universeDomain === 'googleapis.com' ? [] : [`https://*.${universeDomain}`]),
  ]
}
