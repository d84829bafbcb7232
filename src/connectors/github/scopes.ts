/** Which organizations there are to read, and how each is signed in to. */
import type { Scope } from '../../model/index.ts'
import { AbsentError, AccessError, ConfigError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { publicEndpoint } from './connect.ts'
import { enterpriseOrganizations } from './enterprise.ts'
import { all, one, rowsOf } from './read.ts'
import type { Asker } from './read.ts'
import { getMeta, getOrganization, listAppInstallations, listOwnOrganizations } from './routes/sign-in.ts'
import { organizationScopeId } from './session.ts'
import type { FoundOrganization, GithubClient, GithubSession, MutableEvidence, SignIn } from './session.ts'

interface Candidate {
  readonly login: string
  readonly signIn: SignIn
  readonly evidence: MutableEvidence
  readonly installation?: FoundOrganization['installation']
}

/** Every organization that was asked for or is in reach. One that fails does not keep back the others; its error follows. */
export async function* scopes(client: GithubClient, io: ConnectorIo): AsyncGenerator<Scope> {
  await learnVersion(client, io)
  const candidates = await (client.app === undefined ? byToken(client, io) : byApp(client, io))
  let failure: unknown
  for (const candidate of candidates) {
    try {
      const row = await one(askerFor(client, candidate, io), getOrganization, { org: candidate.login })
      if (row.plan) candidate.evidence.plan = row.plan.name
      client.found.organizations.set(organizationScopeId(row), { ...candidate, row })
      yield {
        id: organizationScopeId(row),
        provider: 'github',
        kind: 'organization',
        nativeId: String(row.id),
        name: row.login,
      }
    } catch (error) {
      failure ??= explained(error, candidate.login)
    }
  }
  const { notInstalled } = client.found
  if (notInstalled !== undefined) failure ??= new VendorError(notInstalled, listAppInstallations.path, 'denied')
  if (failure !== undefined) throw failure
}

function explained(error: unknown, login: string): unknown {
  if (error instanceof AbsentError || error instanceof AccessError) {
    return new VendorError(
      `GitHub shows no organization ${login} to this sign-in. ${error.message}`,
      getOrganization.path,
      'denied',
    )
  }
  return error
}

export async function open(client: GithubClient, scope: Scope): Promise<Opened<GithubSession>> {
  const found = client.found.organizations.get(scope.id)
  if (found === undefined) throw new Error(`${scope.id} was never found`)
  const { row, signIn, evidence, installation } = found
  return { session: { client, signIn, evidence, organization: row, installation, facts: {} } }
}

function askerFor(
  client: GithubClient,
  { signIn, evidence }: Pick<Candidate, 'signIn' | 'evidence'>,
  io: ConnectorIo,
): Asker {
  return { session: { client, signIn, evidence }, call: io.call, io }
}

/** Enterprise Server says which version it is; github.com does not. */
async function learnVersion(client: GithubClient, io: ConnectorIo): Promise<void> {
  if (client.endpoint === publicEndpoint) return
  const anonymous: SignIn = client.signIn ?? {
    kind: 'app',
    authorization: async () => `bearer ${await client.app?.app()}`,
  }
  try {
    const { installed_version } = await one(askerFor(client, { signIn: anonymous, evidence: {} }, io), getMeta)
    client.found.serverVersion = installed_version
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
  }
}

function evidenceOf({ found }: GithubClient): MutableEvidence {
  return found.serverVersion === undefined ? {} : { serverVersion: found.serverVersion }
}

/** What a token of the kind cannot see however much it was granted: docs/guide/github.md. */
const blindSpots: { readonly [Kind in SignIn['kind']]: string } = {
  app: 'Signed in as an app.',
  'classic-token': 'Signed in with a classic token: GitHub tells only apps of fine-grained tokens.',
  'fine-grained-token':
    'Signed in with a fine-grained token: GitHub tells only apps of other fine-grained tokens, and this one of nothing that its permissions leave out.',
  'oauth-token':
    'Signed in with an OAuth token: GitHub tells only apps of fine-grained tokens, and this one of no webhooks that others made.',
  'actions-token':
    'Signed in with the token of a run of Actions, which sees its own repository and next to nothing of the organization.',
  unknown: 'Signed in with a token of an unknown kind: GitHub tells only apps of fine-grained tokens.',
}

async function byToken(client: GithubClient, io: ConnectorIo): Promise<readonly Candidate[]> {
  const { signIn } = client
  if (signIn === undefined) throw new Error('a token is asked of an app')
  const asker = askerFor(client, { signIn, evidence: evidenceOf(client) }, io)
  const logins = await loginsFor(client, asker, io)
  io.log(
    'warn',
    `${blindSpots[signIn.kind]} What it misses is listed; a GitHub App sees most: muster permissions github.`,
  )
  return [...new Set(logins)].map((login) => ({ login, signIn, evidence: evidenceOf(client) }))
}

async function loginsFor({ config, signIn }: GithubClient, asker: Asker, io: ConnectorIo): Promise<readonly string[]> {
  if (config.enterprise !== undefined)
    return [...config.organizations, ...(await enterpriseOrganizations(asker, config.enterprise))]
  if (config.organizations.length > 0) return config.organizations
  // A token of Actions belongs to no user; it is good for the owner of its repository.
  const owner = io.env('GITHUB_REPOSITORY_OWNER')
  if (signIn?.kind === 'actions-token' && owner !== undefined) return [owner]
  const memberships = await all(asker, listOwnOrganizations).catch((error: unknown) => {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    throw new ConfigError(
      `GitHub does not say which organizations there are: ${error.message}`,
      'Name them: muster scan github --org ORGANIZATION.',
    )
  })
  const active = memberships.filter(({ state }) => state === 'active').map(({ organization }) => organization.login)
  if (active.length > 0) return active
  throw new ConfigError(
    'The GitHub token belongs to no organization.',
    'Name one: muster scan github --org ORGANIZATION.',
  )
}

async function byApp(client: GithubClient, io: ConnectorIo): Promise<readonly Candidate[]> {
  const { app, config } = client
  if (app === undefined) throw new Error('an app is asked of a token')
  const signIn: SignIn = { kind: 'app', authorization: async () => `bearer ${await app.app()}` }
  const asker = askerFor(client, { signIn, evidence: evidenceOf(client) }, io)
  const wanted = new Set(config.organizations.map((login) => login.toLowerCase()))
  const found: Candidate[] = []
  for await (const {
    id,
    app_id: appId,
    account,
    target_type,
    permissions,
    repository_selection,
    suspended_at,
  } of rowsOf(asker, listAppInstallations)) {
    const login = account?.login
    if (login === undefined || target_type !== 'Organization' || (suspended_at ?? null) !== null) continue
    if (wanted.size > 0 && !wanted.has(login.toLowerCase())) continue
    wanted.delete(login.toLowerCase())
    found.push({
      login,
      signIn: { kind: 'app', authorization: async () => `token ${(await app.installation(id)).token}` },
      evidence: { ...evidenceOf(client), granted: permissions },
      installation: { id, appId, repositorySelection: repository_selection },
    })
  }
  const [missing] = wanted
  const flaw = `The GitHub App is not installed in ${missing}, or is suspended there.`
  if (missing !== undefined && found.length === 0)
    throw new ConfigError(flaw, 'An owner of the organization installs it.')
  if (missing !== undefined) client.found.notInstalled = flaw
  return found
}
