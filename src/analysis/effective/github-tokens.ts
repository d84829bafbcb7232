/** What a token is good for, and whether it is over. */
import type { Credential, Instant, Known } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import type { Unknown } from '../../model/index.ts'
import { tokenFacts } from './github-facts.ts'
import { administrativeWrites, repositoryControls, written } from './github-permissions.ts'

/** From the strongest: decides over code, pipelines, secrets or people · changes something · looks. */
export type TokenPower = 'control' | 'write' | 'read'

/** https://docs.github.com/en/apps/oauth-apps/building-oauth-apps/scopes-for-oauth-apps */
const controllingScope =
  /^(?:repo|workflow|delete_repo|codespace|site_admin|admin:.+|write:org|(?:write|delete):packages|manage_runners:.+)$/
const readingScope = /^(?:read:.+|user:email|notifications)$/

export function controllingScopes(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope) => controllingScope.test(scope)).toSorted()
}

export function changingScopes(scopes: readonly string[]): readonly string[] {
  return scopes.filter((scope) => !readingScope.test(scope)).toSorted()
}

export function powerOf(token: Credential): TokenPower | Unknown {
  const facts = tokenFacts(token)
  if (facts.type === 'fine-grained') {
    const { organization, repository, other } = facts.permissions
    const all = { ...other, ...organization, ...repository }
    if (repositoryControls(all).length > 0 || administrativeWrites(all).length > 0) return 'control'
    return written(all).length > 0 ? 'write' : 'read'
  }
  // A token that acts for a person in an app has the app's permissions and no scopes of its own.
  if (facts.type === 'app-user') return 'write'
  if (isUnknown(facts.scopes)) return facts.scopes ?? { unknown: 'not-collected' }
  const scopes = facts.scopes ?? []
  if (controllingScopes(scopes).length > 0) return 'control'
  return changingScopes(scopes).length > 0 ? 'write' : 'read'
}

export function hasExpired(token: Credential, now: Instant): boolean {
  const facts = tokenFacts(token)
  if (facts.type === 'fine-grained' && facts.expired) return true
  return isKnown(token.expiresAt) && Date.parse(token.expiresAt) <= Date.parse(now)
}

/** Since when it may be used here: made, or let in, whichever is known. */
export function givenSince(token: Credential): Known<Instant> {
  const facts = tokenFacts(token)
  const letIn = facts.type === 'fine-grained' ? facts.grantedAt : facts.authorizedAt
  if (isKnown(letIn)) return letIn
  return isKnown(token.createdAt) ? token.createdAt : (letIn ?? token.createdAt)
}

export function holderLogin(token: Credential): string {
  const facts = tokenFacts(token)
  return facts.type === 'fine-grained' ? facts.ownerLogin : facts.login
}
