/** The System Log: https://developer.okta.com/docs/reference/system-log-query/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { logPace } from '../vendor.ts'

/** Who did what to whom, and with which hash of a secret, also stands in the answer; when is all that is kept. */
export const listEvents = route({
  path: '/api/v1/logs',
  permission: 'okta.logs.read',
  rows: '',
  pace: logPace,
  // The newest alone: the next page is never asked for.
  query: { limit: 1, sortOrder: 'DESCENDING' },
  schema: z.object({ published: z.string() }),
})

const granted = ['app.oauth2.token.grant.access_token', 'app.oauth2.as.token.grant.access_token']
/** Of agents, whose tokens come by the exchange of a user’s: https://developer.okta.com/docs/guides/ai-agent-token-exchange/ */
const exchanged = [...granted, 'app.oauth2.token.grant.id_jag', 'ai_agent.token_exchange.request']

/** Tokens that were given to whoever has this id: a client's, or an agent's. */
export function grantsTo(actor: string, what: 'client' | 'agent'): string {
  const types = (what === 'agent' ? exchanged : granted).map((type) => `eventType eq "${type}"`).join(' or ')
  return `actor.id eq "${actor.replaceAll('"', '')}" and outcome.result eq "SUCCESS" and (${types})`
}
