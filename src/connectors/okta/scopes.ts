/** Which organization there is to read. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { one } from './read.ts'
import { getMetadata } from './routes/organization.ts'
import type { OktaClient, OktaSession } from './session.ts'

export async function* scopes(client: OktaClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const { id: nativeId } = await one({ session: client, call: io.call }, getMetadata)
  const id = scopeId('okta', 'organization', nativeId)
  client.found.set(id, nativeId)
  yield { id, provider: 'okta', kind: 'organization', nativeId, name: client.domain }
}

export async function open(client: OktaClient, scope: Scope): Promise<Opened<OktaSession>> {
  const organizationId = client.found.get(scope.id)
  if (organizationId === undefined) throw new Error(`${scope.id} was never found`)
  const { base, domain, clientId, vendors } = client
  return { session: { base, domain, clientId, vendors, organizationId, facts: { emitted: new Set() } } }
}
