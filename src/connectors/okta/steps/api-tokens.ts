import type { OktaTokenFacts } from '../../../model/facts/okta.ts'
import type { Instant, Known } from '../../../model/index.ts'
import { isKnown, isUnknown, unknown } from '../../../model/index.ts'
import { attempt } from '../../shared/attempt.ts'
import type { StepMeta } from '../../contract.ts'
import { networkOf } from '../map/app.ts'
import { lastUseOf } from '../map/token-window.ts'
import { idOf, instantOf, placeOf, told } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all, one } from '../read.ts'
import { listTokens } from '../routes/tokens.ts'
import type { TokenAnswer } from '../routes/tokens.ts'
import { getMe } from '../routes/users.ts'

export const apiTokensMeta = {
  id: 'api-tokens',
  title: 'API tokens, which may whatever their owner may',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.apiTokens.read', 'okta.users.read'],
  emits: ['api-tokens'],
} as const satisfies StepMeta

export async function apiTokens(context: OktaContext): Promise<void> {
  const tokens = await all(context, listTokens)
  context.session.facts.tokenOwners = [...new Set(tokens.map(({ userId }) => userId))].toSorted()
  const own = await ownOf(context, tokens)
  for (const token of tokens) emitToken(context, token, own === token.id)
}

/** Which of them Muster signs in with: Okta tells whose it is, so that of several of one owner nobody knows. */
async function ownOf(context: OktaContext, tokens: readonly TokenAnswer[]): Promise<string | undefined> {
  if (context.session.clientId !== undefined) return undefined
  const me = await attempt(context, 'Whose token Muster signs in with was not read', () => one(context, getMe))
  if (isUnknown(me) || me === null) return undefined
  const [only, ...others] = tokens.filter(({ userId }) => userId === me.id)
  return others.length === 0 ? only?.id : undefined
}

function emitToken(context: OktaContext, token: TokenAnswer, scanner: boolean): void {
  const id = idOf(context, 'token', token.id)
  const createdAt = instantOf(token.created)
  const facts: OktaTokenFacts = {
    userId: token.userId,
    clientName: told(token.clientName),
    window: told(token.tokenWindow),
    network: networkOf(token.network),
    ...(scanner ? { scanner: true } : {}),
  }
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'token',
    nativeId: token.id,
    name: token.name,
    createdAt,
    expiresAt: instantOf(token.expiresAt),
    rotatedAt: null,
    enabled: true,
    // Every use puts off its end, so that one that is used never ends.
    lifetime: 'static',
    facts,
  })
  context.emit({
    type: 'usage',
    subject: id,
    lastUsedAt: lastUse(token, createdAt),
    observedSince: null,
    precision: 'day',
    source: 'GET /api/v1/api-tokens',
  })
  context.emit({
    type: 'edge',
    kind: 'authenticates',
    from: id,
    to: idOf(context, 'user', token.userId),
    level: 'configured',
    evidence: [{ source: 'GET /api/v1/api-tokens', detail: `userId ${token.userId}` }],
  })
}

function lastUse({ expiresAt, tokenWindow }: TokenAnswer, createdAt: Known<Instant>): Known<Instant> {
  const ends = instantOf(expiresAt)
  if (!isKnown(ends) || tokenWindow == null || !isKnown(createdAt)) return unknown('unsupported')
  return lastUseOf({ ends, window: tokenWindow, createdAt })
}
