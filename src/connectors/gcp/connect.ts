/** Signing in: as whom, and what requests may do. */
import type { ConnectorIo } from '../contract.ts'
import { checkSignIn, googleClient } from '../shared/google/client.ts'
import type { GcpConfig } from './schema.ts'
import type { GcpClient } from './session.ts'

/** `cloud-platform.read-only` is taken by some of the APIs alone; what the sign-in may do is for IAM to say. */
const scopes = ['https://www.googleapis.com/auth/cloud-platform']

export async function connect(config: GcpConfig, io: ConnectorIo): Promise<GcpClient> {
  const google = googleClient(
    {
      connector: 'gcp',
      auth: config.auth,
      impersonate: config.impersonate,
      quotaProject: config.quotaProject ?? io.env('GOOGLE_CLOUD_QUOTA_PROJECT'),
      universeDomain: config.universeDomain,
      root: config.endpoints.root,
      scopes,
      subject: undefined,
    },
    io,
  )
  await checkSignIn(google)
  return { config, google, found: new Map() }
}

/** For the run header: addresses that are not Google's own. */
export function foreignEndpoints({ endpoints, universeDomain }: GcpConfig): readonly string[] {
  return [
    ...(endpoints.root === undefined ? [] : [endpoints.root]),
    ...(universeDomain === 'googleapis.com' ? [] : [`https://*.${universeDomain}`]),
  ]
}
