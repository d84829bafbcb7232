/** Which organization there is to read. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import { AccessError, ConfigError, VendorError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { one } from '../shared/vendor/index.ts'
import { getOrganization } from './routes/organization.ts'
import { sessionOf } from './session.ts'
import type { AnthropicClient, AnthropicSession } from './session.ts'

export async function* scopes(client: AnthropicClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const { id, name } = await answering(client, io)
  const { organization } = client.config
  if (organization !== undefined && organization !== id)
    throw new ConfigError(
      `The sign-in belongs to the organization ${name} (${id}), not to ${organization}.`,
      'Hand over a key of the organization that muster.yaml names.',
    )
  yield {
    id: scopeId('anthropic', 'organization', id),
    provider: 'anthropic',
    kind: 'organization',
    nativeId: id,
    name,
  }
}

/** What muster.yaml says does, where Anthropic does not. */
async function answering({ admin, config }: AnthropicClient, io: ConnectorIo) {
  try {
    return await one({ session: { vendor: admin }, call: io.call }, getOrganization)
  } catch (error) {
    const { organization } = config
    if (organization === undefined || !(error instanceof AccessError || error instanceof VendorError)) throw error
    return { id: organization, name: organization }
  }
}

export async function open(client: AnthropicClient): Promise<Opened<AnthropicSession>> {
  return { session: sessionOf(client) }
}
