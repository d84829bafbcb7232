/** What a step cannot ask because nobody signed in for it. */
import type { Asker } from '../../shared/vendor/index.ts'
import { orgAdmin } from '../needs.ts'
import type { AnthropicContext } from '../place.ts'

/** As the OAuth token; undefined, and a gap, where there is none: an Admin API key is refused there. */
export function underOauth(context: AnthropicContext): Asker | undefined {
  const { oauth } = context.session
  if (oauth !== undefined) return { call: context.call, gap: context.gap, session: { vendor: oauth } }
  context.gap({
    reason: 'denied',
    permission: orgAdmin,
    detail: 'Anthropic refuses Admin API keys here: it takes an OAuth token with org:admin (auth.oauthTokenEnv).',
  })
  return undefined
}
