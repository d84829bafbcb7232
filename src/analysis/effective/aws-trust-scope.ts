/** Whether a way into a role, or to a resource, is held to callers that somebody chose. */
import type { Constraint } from './aws-conditions.ts'
import { literalPart } from './aws-conditions.ts'
import type { Trust } from './aws-trust.ts'

/**
 * Condition keys that say who the caller is, or that the call comes through a private network of one's own; AWS itself
 * counts neither as public. An address (aws:SourceIp) is no substitute: networks behind it hold many callers. Nor are
 * tags or session names, which callers choose for themselves.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
const callerKeys = [
  'aws:principalorgid',
  'aws:principalorgpaths',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalservicename',
  'aws:userid',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:sourceorgid',
  'aws:sourceorgpaths',
  'aws:sourceowner',
  'aws:sourcevpc',
  'aws:sourcevpce',
  'aws:vpceaccount',
  'aws:vpceorgid',
  'aws:vpceorgpaths',
  'sts:externalid',
] as const
const externalIdKeys = ['sts:externalid']
const organizationKeys = ['aws:principalorgid', 'aws:principalorgpaths']
/** aws:SourceOwner is how SNS and a few others named the account before aws:SourceAccount. */
const sourceKeys = ['aws:sourceaccount', 'aws:sourcearn', 'aws:sourceorgid', 'aws:sourceorgpaths', 'aws:sourceowner']

export function pinsCaller(trust: Pick<Trust, 'constraints'>): boolean {
  return pinnedBy(trust, callerKeys)
}

/** True when nothing but an external id, which is no secret, tells callers apart. */
export function pinsOnlyByExternalId(trust: Pick<Trust, 'constraints'>): boolean {
  const others = callerKeys.filter((key) => !externalIdKeys.includes(key))
  return pinnedBy(trust, externalIdKeys) && !pinnedBy(trust, others)
}

export function pinsExternalId(trust: Pick<Trust, 'constraints'>): boolean {
  return pinnedBy(trust, externalIdKeys)
}

export function pinsOrganization(trust: Pick<Trust, 'constraints'>): boolean {
  return pinnedBy(trust, organizationKeys)
}

/** True when an AWS service may act only for resources of chosen accounts. */
export function pinsSource(trust: Pick<Trust, 'constraints'>): boolean {
  return pinnedBy(trust, sourceKeys)
}

/** Accounts that the constraints leave in, when they name accounts: by id or within the caller's ARN. */
export function namedAccounts(trust: Pick<Trust, 'constraints'>): readonly string[] {
  return trust.constraints
    .flatMap(alternatives)
    .filter((constraint) => ['aws:principalaccount', 'aws:principalarn'].includes(constraint.key))
    .filter(isPinned)
    .flatMap(({ values }) => values.map(accountNamed))
    .filter((account) => /^\d{12}$/.test(account))
}

/**
 * Accounts for whose resources an AWS service may act, unless all of them are `own`. None where the source is held to an
 * organisation, or where it is not known whose it is: ARNs of S3 name no account.
 */
export function strangeSources(
  trust: Pick<Trust, 'constraints'>,
  own: (account: string) => boolean,
): readonly string[] {
  if (pinnedBy(trust, ['aws:sourceorgid', 'aws:sourceorgpaths'])) return []
  const named = trust.constraints
    .filter((constraint) => alternatives(constraint).every((each) => sourceKeys.includes(each.key) && isPinned(each)))
    .map((constraint) => alternatives(constraint).flatMap(({ values }) => values.map(accountNamed)))
  // Every constraint has to hold, so that one of them is enough to keep strangers out.
  if (named.some((accounts) => accounts.every(own))) return []
  return [...new Set(named.flat())].filter((account) => /^\d{12}$/.test(account) && !own(account)).toSorted()
}

function accountNamed(value: string): string {
  return value.includes(':') ? (value.split(':')[4] ?? '') : value
}

function pinnedBy(trust: Pick<Trust, 'constraints'>, keys: readonly string[]): boolean {
  return trust.constraints.some((constraint) =>
    alternatives(constraint).every((each) => keys.includes(each.key) && isPinned(each)),
  )
}

function alternatives(constraint: Constraint): readonly Constraint[] {
  return [constraint, ...(constraint.or ?? [])]
}

/** Values are alternatives, so one open value opens them all. */
function isPinned(constraint: Constraint): boolean {
  return constraint.values.every((value) => isPinnedValue(value, constraint))
}

function isPinnedValue(value: string, constraint: Constraint): boolean {
  const { text, open } = literalPart(value, constraint)
  if (!open) return value.trim() !== ''
  if (constraint.key === 'aws:principalarn' || constraint.key === 'aws:sourcearn') return pinsArn(value)
  // The organisation comes first in a path: o-a1b2c3/r-ab12/ou-…
  if (constraint.key.endsWith('orgpaths')) return /^o-[^/]+\//.test(text)
  // The unique id of a role comes first in the id of its sessions: AROAEXAMPLE:session
  if (constraint.key === 'aws:userid') return /^[A-Z0-9]{16,}:/.test(text)
  return false
}

/** The account of an ARN pattern is literal, or the whole name where ARNs have no account (S3) and names are free for all. */
function pinsArn(pattern: string): boolean {
  const [, , , , account, name = ''] = pattern.split(':')
  if (account === undefined) return false
  return account === '' ? /^[^*?/]+(?:\/|$)/.test(name) : !/[*?]/.test(account)
}

/**
 * True when Roles Anywhere must find an attribute of the certificate, which it sets as session tags and as the source
 * identity. A trust anchor (aws:SourceArn) alone is not enough: it accepts every certificate of its authority.
 * https://docs.aws.amazon.com/rolesanywhere/latest/userguide/trust-model.html
 */
export function pinsCertificate(trust: Pick<Trust, 'constraints'>): boolean {
  return trust.constraints.some(
    (constraint) =>
      certificateKey.test(constraint.key) &&
      constraint.or === undefined &&
      constraint.values.every((value) => literalPart(value, constraint).text.length > 0),
  )
}

const certificateKey = /^(?:aws:principaltag\/x509(?:subject|issuer|san)\/.|sts:sourceidentity$)/
