/** Which tenants there are to read. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import { AbsentError, AccessError, ConfigError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { all } from './read.ts'
import { listOrganization } from './routes/organization.ts'
import { emptyFacts } from './session.ts'
import type { AzureClient, AzureSession, FoundTenant, SignIn } from './session.ts'
import { claimsIn } from './token-claims.ts'

/** Every tenant that can be signed in to. One that fails does not keep back the others; its error follows. */
export async function* scopes(client: AzureClient, io: ConnectorIo): AsyncGenerator<Scope> {
  let failure: unknown
  for (const signIn of client.signIns) {
    try {
      const found = await signedIn(client, signIn, io)
      const id = scopeId('azure', 'tenant', found.tenantId)
      client.found.set(id, found)
      yield { id, provider: 'azure', kind: 'tenant', nativeId: found.tenantId, name: await nameOf(client, found, io) }
    } catch (error) {
      failure ??= error
    }
  }
  if (failure !== undefined) throw failure
}

async function signedIn(client: AzureClient, { tenant, tokens }: SignIn, io: ConnectorIo): Promise<FoundTenant> {
  const spec = { operation: 'sign-in', domain: 'sign-in' }
  // The engine hands on errors in words of its own; what is wrong in the configuration keeps its hint.
  let wrong: ConfigError | undefined
  const asked = async (signal: AbortSignal): Promise<string> => {
    try {
      return await tokens({ audience: client.endpoints.graphAudience, signal })
    } catch (error) {
      if (error instanceof ConfigError) wrong = error
      throw error
    }
  }
  const token = await io.call(spec, asked).catch((error: unknown) => {
    throw wrong ?? error
  })
  const claims = claimsIn(token)
  const tenantId = claims.tenant ?? tenant
  if (tenantId === undefined)
    throw new ConfigError('Which tenant the sign-in is of cannot be told.', 'Name it: muster scan azure --org TENANT.')
  return { tenantId, tokens, claims }
}

/** The tenant's id, where its name may not be read. */
async function nameOf(client: AzureClient, found: FoundTenant, io: ConnectorIo): Promise<string> {
  try {
    const [row] = await all({ session: { client, ...found }, call: io.call }, listOrganization)
    return row?.displayName ?? found.tenantId
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
    return found.tenantId
  }
}

export async function open(client: AzureClient, scope: Scope): Promise<Opened<AzureSession>> {
  const found = client.found.get(scope.id)
  if (found === undefined) throw new Error(`${scope.id} was never found`)
  return { session: { client, ...found, facts: emptyFacts() } }
}
