/** What a role asks of a web identity before it lets it in: its subject, and the audience the token was made for. */
import type { Constraint } from './aws-conditions.ts'
import { literalPart } from './aws-conditions.ts'
import type { Issuer } from './aws-oidc-issuers.ts'
import { issuerOf, tenantOf } from './aws-oidc-issuers.ts'
import type { Trust } from './aws-trust.ts'

export interface OidcTrust {
  readonly via: string
  readonly issuer: Issuer
  readonly url: string
  readonly provider: string | undefined
  /** pinned: no tenant but chosen ones · open: some value leaves the tenant open · missing: nothing is asked. */
  readonly subject: 'pinned' | 'open' | 'missing'
  /** Every value that is asked for. */
  readonly subjects: readonly string[]
  /** Those of them that leave the tenant open. */
  readonly open: readonly string[]
  /** Who gets in: everybody the issuer serves, the whole of one tenant, or less. */
  readonly breadth: 'issuer' | 'tenant' | 'part'
  readonly audience: 'pinned' | 'open' | 'missing'
  /** What is asked of the issuer's claims; alternatives left out. */
  readonly claims: readonly Claim[]
  /** The claim that pins the tenant. */
  readonly pinnedBy: Claim | undefined
}

/** What a statement asks of a claim of the issuer. */
export interface Claim extends Constraint {
  /** `sub`, in lower case. */
  readonly name: string
}

/** Claims that pin a tenant and nothing within it. */
export const tenantClaims = [
  'repository_owner',
  'repository_owner_id',
  'enterprise_id',
  'organization_id',
  'organization_slug',
]

/** Claims that carry the audience: `aud`, Google's `oaud`, and `app_id` where sign-in providers know apps. */
const audienceClaims = ['aud', 'oaud', 'app_id']

export function oidcTrusts(trusts: readonly Trust[]): readonly OidcTrust[] {
  return trusts.flatMap((trust) => {
    if (trust.principal.type !== 'oidc') return []
    const { issuer: url, provider } = trust.principal
    // What has alternatives may be got past without any claim.
    const constraints = trust.constraints.filter(({ or }) => or === undefined)
    if (constraints.some((constraint) => isClaimOfAnother(constraint, url))) return []
    const issuer = issuerOf(url)
    const claims = claimsOf(constraints, url)
    const subject = subjectOf(issuer, claims)
    return [{ via: trust.via, issuer, url, provider, ...subject, audience: audienceOf(claims), claims }]
  })
}

/** A claim of another issuer is never there, so that a statement for several issuers lets in only the one it asks for. */
function isClaimOfAnother({ key }: Constraint, url: string): boolean {
  // Issuers begin with a host name; aws:RequestTag/… and the like do not.
  return /^[^:/]+\.[^:/]+/.test(key) && issuerOfKey(key) !== withoutSlash(url)
}

function issuerOfKey(key: string): string {
  return withoutSlash(key.slice(0, key.lastIndexOf(':')))
}

function withoutSlash(url: string): string {
  return url.toLowerCase().replace(/\/$/, '')
}

/** Condition keys of an issuer are its URL, a colon and the claim. */
function claimsOf(constraints: readonly Constraint[], url: string): readonly Claim[] {
  return constraints
    .filter(({ key }) => issuerOfKey(key) === withoutSlash(url))
    .map((constraint) => ({ ...constraint, name: constraint.key.slice(constraint.key.lastIndexOf(':') + 1) }))
}

function subjectOf(
  issuer: Issuer,
  claims: readonly Claim[],
): Pick<OidcTrust, 'subject' | 'subjects' | 'open' | 'breadth' | 'pinnedBy'> {
  const subjects = claims.filter((claim) => claim.name === 'sub')
  const values = subjects.flatMap((claim) => claim.values)
  const pinning = subjects.find((claim) => claim.values.every((value) => pinsTenant(value, claim, issuer)))
  if (pinning) {
    const whole = pinning.values.some((value) => isWhole(value, pinning, issuer))
    const breadth = whole ? 'tenant' : 'part'
    return { subject: 'pinned', subjects: pinning.values, open: [], breadth, pinnedBy: pinning }
  }
  const pinned = claims.filter((claim) => {
    const test = issuer.claims?.[claim.name]
    return test !== undefined && claim.values.every((value) => pins(value, claim, test))
  })
  // All have to hold: what pins less than a tenant says more.
  const other = pinned.find(({ name }) => !tenantClaims.includes(name)) ?? pinned[0]
  if (other) return { subject: 'pinned', subjects: other.values, open: [], breadth: 'part', pinnedBy: other }
  const nobody = { open: [], breadth: 'issuer', pinnedBy: undefined } as const
  if (values.length === 0) return { subject: 'missing', subjects: [], ...nobody }
  const open = subjects.flatMap((claim) => claim.values.filter((value) => !pinsTenant(value, claim, issuer)))
  return { ...nobody, subject: 'open', subjects: values, open: [...new Set(open)] }
}

/** An issuer that is not known may run any product, which the form of the subject tells. */
function pinsTenant(value: string, claim: Claim, issuer: Issuer): boolean {
  return pins(value, claim, tenantOf(value, issuer)) || issuer.within?.test(value) === true
}

export function pins(value: string, claim: Constraint, test: RegExp): boolean {
  // Without a pattern operator a star is a star, which no token carries: nobody gets in.
  if (!claim.patterns && /[*?]/.test(value)) return true
  const { text, open } = literalPart(value, claim)
  return test.test(open ? text : `${text}:`)
}

/** Whether the value takes in the whole of the tenant that it pins. */
export function isWhole(value: string, claim: Constraint, issuer: Issuer): boolean {
  const { text, open } = literalPart(value, claim)
  const [tenant] = issuer.whole?.exec(text) ?? []
  return open && tenant !== undefined && text.endsWith(tenant)
}

function audienceOf(claims: readonly Claim[]): OidcTrust['audience'] {
  const audiences = claims.filter((claim) => audienceClaims.includes(claim.name))
  if (audiences.length === 0) return 'missing'
  const pinned = audiences.some((claim) => claim.values.every((value) => pins(value, claim, /^[^]{2,}/)))
  return pinned ? 'pinned' : 'open'
}
