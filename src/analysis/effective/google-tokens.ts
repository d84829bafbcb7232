/** Identity tokens that a service account of Google gets as itself, as somebody outside of Google sees them. */
import type { Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { serviceAccountFacts } from './gcp-facts.ts'

export interface GoogleToken {
  /** The number of the account. https://cloud.google.com/docs/authentication/token-types#id */
  readonly subject: string
  /** `azp`: whom AWS takes the token to be made for. */
  readonly client: string
  /** Its `aud`, which whoever asks for the token chooses; undefined: whatever is asked for. */
  readonly audience: string | undefined
  readonly email: string
  /** As sentences. */
  readonly conditions: readonly string[]
}

/** `audiences`: what somebody asks for, patterns among it. */
export function googleTokens(account: Identity, audiences: readonly string[]): readonly GoogleToken[] {
  const { uniqueId, email } = serviceAccountFacts(account)
  if (!isKnown<string>(uniqueId)) return []
  const chosen = audiences.length === 0 ? [undefined] : audiences.map(filled)
  return chosen.flatMap((audience) => [
    { subject: uniqueId, client: uniqueId, audience, email, conditions: [] },
    // https://developers.google.com/identity/protocols/oauth2/service-account: got with a key that signs for it.
    {
      subject: uniqueId,
      client: email,
      audience,
      email,
      conditions: [`The token names ${email} as its authorized party, as those do that are got with a key of it`],
    },
  ])
}

function filled(pattern: string): string {
  return pattern.replaceAll('*', 'muster').replaceAll('?', 'x')
}
