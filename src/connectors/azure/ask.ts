/** One request, governed by the engine, with a token of the right audience. */
import type { Call, CallSpec, StepContext } from '../contract.ts'
import type { Answer, Question } from './client.ts'
import { failureOf } from './refusal.ts'
import { RefusedError } from '../shared/refused.ts'
import type { Asked } from './refusal.ts'
import type { AzureSession } from './session.ts'

/** What it takes to ask: a step's context will do. */
export interface Asker {
  readonly session: Pick<AzureSession, 'client' | 'tokens' | 'claims'>
  readonly call: Call
  readonly gap?: StepContext<unknown>['gap']
}

/** https://learn.microsoft.com/rest/api/aifoundry/project/agents */
const foundryAudience = 'https://ai.azure.com'

export type Wanted = Omit<Question, 'signal' | 'token'>

export function ask(asker: Asker, spec: CallSpec, asked: Asked, wanted: Wanted): Promise<Answer> {
  return asker.call(spec, async (signal) => {
    const answer = await signed(asker, asked, wanted, signal)
    if (answer.status < 300) return answer
    throw new RefusedError(failureOf(answer, asked, asker.session.claims))
  })
}

/** The answer, whatever it is. A token that was withdrawn meanwhile is renewed once, with the claims that are asked for. */
export async function signed(
  asker: Asker,
  { wire }: Pick<Asked, 'wire'>,
  wanted: Wanted,
  signal: AbortSignal,
): Promise<Answer> {
  const { client, tokens } = asker.session
  const { graphAudience, resourceManagerAudience } = client.endpoints
  const audience = { graph: graphAudience, arm: resourceManagerAudience, foundry: foundryAudience }[wire]
  const answer = await client.send({ ...wanted, token: await tokens({ audience, signal }), signal })
  const claims = answer.status === 401 ? challengeIn(answer) : undefined
  if (claims === undefined) return answer
  return client.send({ ...wanted, token: await tokens({ audience, signal, claims }), signal })
}

/** WWW-Authenticate: Bearer …, claims="eyJ…": https://learn.microsoft.com/entra/identity-platform/claims-challenge */
function challengeIn({ headers }: Answer): string | undefined {
  const [, claims] = /\bclaims="([^"]+)"/.exec(headers['www-authenticate'] ?? '') ?? []
  return claims === undefined ? undefined : Buffer.from(claims, 'base64').toString('utf8')
}
