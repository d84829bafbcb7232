/** Scans organizations through the GitHub test server, signed in in any of the ways there are. */
import { generateKeyPairSync } from 'node:crypto'
import { startGithubServer, type GithubServer, type ServerOptions } from '../../fixtures/servers/github/server.ts'
import type { GithubEstate, GithubOrganization, Row } from '../../fixtures/servers/github/estate.ts'
import { connector } from '../../src/connectors/github/index.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'

export interface GithubScanned extends Scanned {
  readonly calls: GithubServer['calls']
}

/** Tokens of every kind, by their beginning; what they may is the server's `access`. */
export const tokens = {
  classic: 'ghp_MUSTERCANARYclassic',
  'fine-grained': 'github_pat_MUSTERCANARYfine',
  actions: 'ghs_MUSTERCANARYactions',
} as const

export type GithubSignIn = keyof typeof tokens | 'app'

/** The app that signs in: what its installation in the estate has to say. */
export const scannerApp = { id: 990001, installation: 880001, slug: 'muster-scanner' }

let key: string | undefined

/** Made once: making one takes longer than a scan. */
export function appKey(): string {
  key ??= generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  }).privateKey
  return key
}

export const githubEnv = (signIn: GithubSignIn): { readonly [name: string]: string } =>
  signIn === 'app' ? { MUSTER_GITHUB_KEY: appKey() } : { GITHUB_TOKEN: tokens[signIn] }

export const githubAuth = (signIn: GithubSignIn): object =>
  signIn === 'app' ? { auth: { appId: scannerApp.id, privateKeyEnv: 'MUSTER_GITHUB_KEY' } } : {}

/** The scanner's own installation, as GET /orgs/{org}/installations lists it. */
export function scannerInstallation(permissions: { readonly [name: string]: string }, rest: Row = {}): Row {
  return {
    id: scannerApp.installation,
    app_id: scannerApp.id,
    app_slug: scannerApp.slug,
    client_id: 'Iv23liMUSTERscanner1',
    target_id: 4711,
    target_type: 'Organization',
    permissions: { metadata: 'read', ...permissions },
    events: [],
    repository_selection: 'all',
    created_at: '2026-10-01T08:30:00Z',
    updated_at: '2026-10-01T08:30:00Z',
    suspended_at: null,
    suspended_by: null,
    single_file_name: null,
    ...rest,
  }
}

/** One organization, or a whole estate. */
export function githubEstate(
  organizations: readonly GithubOrganization[],
  rest: Partial<GithubEstate> = {},
): GithubEstate {
  return { apps: {}, ...rest, organizations }
}

export async function scanGithub(
  server: Omit<ServerOptions, 'now'> & { readonly signIn?: GithubSignIn },
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<GithubScanned> {
  const { signIn = 'classic', ...options } = server
  const running = await startGithubServer({ now: scanNow, ...options })
  const organizations = options.estate.organizations.map(({ organization }) => organization.login)
  const config = { endpoint: running.url, organizations, ...githubAuth(signIn), ...input.config }
  try {
    const scanned = await scan({ ...input, connector, config, env: { ...githubEnv(signIn), ...input.env } })
    return { ...scanned, calls: running.calls }
  } finally {
    await running.close()
  }
}
