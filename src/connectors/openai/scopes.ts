/** Which organization there is to read. */
import type { Scope } from '../../model/index.ts'
import { scopeId } from '../../model/index.ts'
import { ConfigError } from '../errors.ts'
import type { ConnectorIo, Opened } from '../contract.ts'
import { addressOf, ask } from '../shared/vendor/index.ts'
import { listProjects } from './routes/projects.ts'
import { emptyFacts } from './session.ts'
import type { OpenaiClient, OpenaiSession } from './session.ts'

export async function* scopes(client: OpenaiClient, io: ConnectorIo): AsyncGenerator<Scope> {
  const nativeId = client.config.organization ?? (await answering(client, io))
  yield {
    id: scopeId('openai', 'organization', nativeId),
    provider: 'openai',
    kind: 'organization',
    nativeId,
    name: nativeId,
  }
}

/**
 * No address tells which organization a key belongs to; each answer does in a header:
 * https://developers.openai.com/api/reference/overview#debugging-requests
 */
async function answering(client: OpenaiClient, io: ConnectorIo): Promise<string> {
  const asker = { session: client, call: io.call }
  const answer = await ask(asker, listProjects, addressOf(asker, listProjects, { query: { limit: 1 } }))
  const named = answer.header('openai-organization')?.trim()
  if (named !== undefined && named !== '') return named
  throw new ConfigError('OpenAI does not say whose key this is.', 'Set organization: org-… in muster.yaml.')
}

export async function open({ vendor, ownKey }: OpenaiClient): Promise<Opened<OpenaiSession>> {
  return { session: { vendor, ownKey, facts: emptyFacts() } }
}
