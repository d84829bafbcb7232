/** What a trust in web identities goes by, where the tenant itself is pinned: names that can change hands, any code at all. */
import { literalPart } from './aws-conditions.ts'
import type { Claim, OidcTrust } from './aws-oidc.ts'
import { isWhole, pins, tenantClaims } from './aws-oidc.ts'

/**
 * Values that know the tenant by a name alone, which somebody else can take once it was given up. None where an id is
 * demanded besides, where the tenant is not pinned at all, and where nothing but names is to be had of the issuer.
 */
export function recyclableNames(trust: OidcTrust): readonly string[] {
  const { lasting } = trust.issuer
  const { pinnedBy } = trust
  if (!lasting || !pinnedBy) return []
  const lasts = (value: string, claim: Claim): boolean =>
    !canMatch(value, claim) ||
    (lasting.claims.includes(claim.name) && isExact(value, claim)) ||
    (claim.name === 'sub' && lasting.subject !== undefined && pins(value, claim, lasting.subject))
  if (trust.claims.some((claim) => claim.values.every((value) => lasts(value, claim)))) return []
  return [...new Set(pinnedBy.values.filter((value) => !lasts(value, pinnedBy)))]
}

/**
 * Values that let in whatever code somebody pushes: every branch, pull requests, plans. None where another claim holds
 * the trust to a branch, an environment or a workflow, and where subjects of the issuer say nothing of it.
 */
export function unreviewedSubjects(trust: OidcTrust): readonly string[] {
  const { code } = trust.issuer
  const { pinnedBy } = trust
  if (!code || !pinnedBy) return []
  const holds = (value: string, claim: Claim): boolean =>
    !canMatch(value, claim) || (claim.name === 'sub' ? code.subject : code.claims[claim.name])?.test(value) === true
  if (trust.claims.some((claim) => claim.values.every((value) => holds(value, claim)))) return []
  return [...new Set(pinnedBy.values.filter((value) => !holds(value, pinnedBy)))]
}

/** Those of the values that take in everything the tenant has. */
export function wholeTenants(trust: OidcTrust, values: readonly string[]): readonly string[] {
  const { pinnedBy, issuer } = trust
  if (!pinnedBy) return []
  return values.filter((value) => tenantClaims.includes(pinnedBy.name) || isWhole(value, pinnedBy, issuer))
}

/** Without a pattern operator a star is a star, which no token carries. */
function canMatch(value: string, claim: Claim): boolean {
  return claim.patterns || isExact(value, { ...claim, patterns: true })
}

function isExact(value: string, claim: Claim): boolean {
  return !literalPart(value, claim).open
}
