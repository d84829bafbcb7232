/** What an answer of GitHub other than the one asked for means, by all the evidence there is. */
import type { Failure } from '../contract.ts'
import type { Feature, Route } from './route.ts'

/** What is known of the sign-in and of the other side, for answers that do not say why. */
export interface Evidence {
  /** Of an app's installation: `contents` -> `read`; unknown for any other token. */
  readonly granted?: { readonly [permission: string]: string }
  /** Of a classic token, from X-OAuth-Scopes. */
  readonly scopes?: readonly string[]
  readonly plan?: string
  /** `3.19.2`; undefined on github.com. */
  readonly serverVersion?: string
}

export interface Refusal {
  readonly status: number
  readonly headers: { readonly [name: string]: string | undefined }
  readonly message: string
}

export function failureOf(
  refusal: Refusal,
  route: Pick<Route<unknown>, 'permission' | 'scopes' | 'feature' | 'absent' | 'appOnly'>,
  evidence: Evidence,
): Failure {
  const { status } = refusal
  const detail = said(refusal)
  if (status === 401) return { kind: 'failed', detail: `GitHub refuses the credentials; sign in again. ${detail}` }
  const wait = waitOf(refusal)
  if (wait !== undefined) return { kind: 'throttled', detail, ...wait }
  if (status === 402) return { kind: 'unlicensed', detail }
  if (status === 403) return forbidden(refusal, route, evidence, detail)
  if (status === 404) return hidden(refusal, route, evidence)
  if (status === 409 && /empty/i.test(refusal.message)) return { kind: 'absent', detail }
  if (status === 410 || status === 451) return { kind: 'unsupported', detail }
  if (status >= 500) return { kind: 'transient', detail, ...retryAfter(refusal) }
  return { kind: 'failed', detail }
}

function said({ status, message }: Refusal): string {
  const plain = message.replaceAll(/\s+/g, ' ').trim().slice(0, 400)
  if (plain === '') return `GitHub answered with status ${status} and gave no reason.`
  return `GitHub answered with status ${status}: ${plain}${/[.!?]$/.test(plain) ? '' : '.'}`
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api#exceeding-the-rate-limit */
function waitOf(refusal: Refusal): { retryAfterMilliseconds?: number } | undefined {
  const { status, headers, message } = refusal
  if (status !== 403 && status !== 429) return undefined
  const named = retryAfter(refusal)
  if (named.retryAfterMilliseconds !== undefined) return named
  if (headers['x-ratelimit-remaining'] === '0') {
    const reset = Number(headers['x-ratelimit-reset']) * 1000
    const served = Date.parse(headers['date'] ?? '')
    // Both times are the server's. A second more, since the reset is told in whole seconds.
    return Number.isFinite(reset) && Number.isFinite(served)
      ? { retryAfterMilliseconds: Math.max(0, reset - served) + 1000 }
      : { retryAfterMilliseconds: 60_000 }
  }
  if (status === 429 || /secondary rate|abuse detection|rate limit exceeded/i.test(message))
    return { retryAfterMilliseconds: 60_000 }
  return undefined
}

function retryAfter({ headers }: Refusal): { retryAfterMilliseconds?: number } {
  const after = headers['retry-after']
  if (after === undefined || after === '') return {}
  const seconds = Number(after)
  if (Number.isFinite(seconds)) return { retryAfterMilliseconds: Math.max(0, seconds) * 1000 }
  const [until, served] = [Date.parse(after), Date.parse(headers['date'] ?? '')]
  return Number.isNaN(until) || Number.isNaN(served) ? {} : { retryAfterMilliseconds: Math.max(0, until - served) }
}

type Asked = Pick<Route<unknown>, 'permission' | 'scopes' | 'feature' | 'absent' | 'appOnly'>

/** What an organization sets up against sign-ins of every permission, by what GitHub says of it. */
const barriers = [
  { said: /ip allow list/i, permission: 'a place on the IP allow list' },
  { said: /installation has been suspended/i, permission: 'an installation that is not suspended' },
  { said: /oauth app access restrictions/i, permission: 'approval of the OAuth app' },
  { said: /forbids access via/i, permission: 'a token of a kind and lifetime that the organization accepts' },
] as const

function forbidden(refusal: Refusal, route: Asked, evidence: Evidence, detail: string): Failure {
  const { headers, message } = refusal
  if (headers['x-github-sso'] !== undefined && /required/.test(headers['x-github-sso'])) {
    return {
      kind: 'denied',
      detail: `The organization demands single sign-on: authorize the token for it. ${detail}`,
      permission: 'single sign-on',
    }
  }
  // No permission opens these, so that none is named.
  const barrier = barriers.find(({ said: words }) => words.test(message))
  if (barrier !== undefined) return { kind: 'denied', detail, permission: barrier.permission }
  if (
    /upgrade|not (?:available|enabled) for (?:your|this)|your plan|advanced security|secret protection|billing/i.test(
      message,
    )
  )
    return { kind: 'unlicensed', detail }
  return { kind: 'denied', detail, permission: permissionOf(refusal, route, evidence) }
}

/**
 * GitHub answers 404 for what is not there and for what may not be seen alike. What was granted, the plan and the
 * version of the server tell them apart; where nothing does, it counts as denied, never as none.
 */
function hidden(refusal: Refusal, route: Asked, evidence: Evidence): Failure {
  if (route.absent) return { kind: 'absent', detail: 'GitHub knows nothing of it.' }
  const { feature } = route
  if (evidence.serverVersion !== undefined && feature !== undefined) {
    return { kind: 'unsupported', detail: `GitHub Enterprise Server ${evidence.serverVersion} does not offer this.` }
  }
  const permission = permissionOf(refusal, route, evidence)
  if (lacks(refusal, route, evidence) === true) {
    return {
      kind: 'denied',
      detail: 'GitHub answered as if there were nothing (404), which is how it hides what the sign-in may not see.',
      permission,
    }
  }
  if (feature === 'saml')
    return { kind: 'unsupported', detail: 'The organization has no single sign-on by SAML, or is in no enterprise.' }
  if (feature !== undefined && feature !== 'cloud' && (granted(refusal, route, evidence) || isSmall(evidence))) {
    return { kind: 'unlicensed', detail: `${planWords[feature]} (404).` }
  }
  if (feature === 'cloud' && granted(refusal, route, evidence))
    return { kind: 'unsupported', detail: 'GitHub does not offer this here (404).' }
  return {
    kind: 'denied',
    detail: 'GitHub answered 404, which it does for what is not there and for what may not be seen alike.',
    permission,
  }
}

const planWords: { readonly [feature in Feature]: string } = {
  cloud: 'Only github.com offers this',
  'enterprise-cloud': 'Only an enterprise’s organization has this',
  saml: 'Only an organization with single sign-on by SAML has this',
  copilot: 'The organization has no GitHub Copilot, or not this part of it',
  'secret-protection': 'The organization has no GitHub Secret Protection',
}

function isSmall({ plan }: Evidence): boolean {
  return plan === 'free' || plan === 'team'
}

/** True where the sign-in is known to lack what the route takes, false where it is known to have it. */
function lacks(refusal: Refusal, route: Asked, { granted: permissions, scopes }: Evidence): boolean | undefined {
  if (permissions !== undefined) {
    const accepted = refusal.headers['x-accepted-github-permissions'] ?? route.permission
    return (
      accepted !== '' &&
      !accepted.split(';').some((set) => set.split(',').every((one) => holds(permissions, one.trim())))
    )
  }
  if (scopes === undefined) return undefined
  if (route.appOnly) return true
  const accepted = listed(refusal.headers['x-accepted-oauth-scopes']) ?? route.scopes
  return accepted.length > 0 && !accepted.some((scope) => scopes.includes(scope))
}

function granted(refusal: Refusal, route: Asked, evidence: Evidence): boolean {
  return lacks(refusal, route, evidence) === false
}

const levels = ['read', 'write', 'admin']

function holds(permissions: { readonly [name: string]: string }, wanted: string): boolean {
  const [name = '', level = 'read'] = wanted.split('=')
  // Whoever has an app installed may read this much of its repositories.
  if (name === 'metadata') return true
  return levels.indexOf(permissions[name] ?? '') >= levels.indexOf(level)
}

function listed(header: string | undefined): readonly string[] | undefined {
  if (header === undefined || header.trim() === '') return undefined
  return header.split(',').map((each) => each.trim())
}

/** What would open it: in words of the token at hand, as GitHub names it. */
function permissionOf({ headers }: Refusal, route: Asked, { scopes }: Evidence): string {
  if (scopes !== undefined && !route.appOnly) {
    const accepted = listed(headers['x-accepted-oauth-scopes']) ?? route.scopes
    if (accepted.length > 0) return accepted.join(' or ')
  }
  const offered = headers['x-accepted-github-permissions'] || route.permission
  // Where any of several will do, the one that the steps declare.
  return offered.split(';').some((one) => one.trim() === route.permission) ? route.permission : offered
}
