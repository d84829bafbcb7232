/** What a federated credential asks of the tokens that it takes, in the terms in which all trust in web identities is judged. */
import type { View } from '../../inventory/view.ts'
import type { FederatedCredentialFacts } from '../../model/facts/entra.ts'
import type { Credential, Identity, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown, valueOf } from '../../model/index.ts'
import type { Constraint } from './aws-conditions.ts'
import { unreviewedSubjects, wholeTenants } from './aws-oidc-names.ts'
import { oidcTrusts } from './aws-oidc.ts'
import type { OidcTrust } from './aws-oidc.ts'
import { federatedFacts } from './entra-facts.ts'
import { plainIssuer, testsIn } from './entra-federation.ts'

/** An exact subject is compared letter by letter; only `matches` of an expression has wildcards. */
export function trustIn({ issuer, subject, expression }: FederatedCredentialFacts): OidcTrust | Unknown {
  const unread = [subject, expression].find(isUnknown)
  if (unread !== undefined) return unknown(becauseOf(unread))
  const url = plainIssuer(issuer)
  const demanded = isKnown(subject)
    ? [{ claim: 'sub', operator: 'eq', value: subject } as const]
    : testsIn(valueOf(expression) ?? '')
  if (demanded === undefined) return unknown('unsupported')
  const constraints = demanded.map(({ claim, operator, value }): Constraint => {
    return { key: `${url}:${claim}`.toLowerCase(), values: [value], patterns: operator === 'matches' }
  })
  const [trust] = oidcTrusts([
    { via: 'federated credential', principal: { type: 'oidc', issuer: url }, constraints, secondFactor: false },
  ])
  return trust ?? unknown('unsupported')
}

/** open: tenants beyond one's own · whole: all of a tenant · unreviewed: code that nobody has looked at. */
export type Looseness = 'open' | 'whole' | 'unreviewed'

export interface Loose {
  readonly how: Looseness
  readonly values: readonly string[]
}

/** Undefined: it is held to a branch, an environment or one workload. */
export function loosenessOf(trust: OidcTrust): Loose | undefined {
  if (trust.subject !== 'pinned') return { how: 'open', values: trust.open }
  const whole = wholeTenants(trust, trust.pinnedBy?.values ?? [])
  if (whole.length > 0) return { how: 'whole', values: whole }
  const unreviewed = unreviewedSubjects(trust)
  return unreviewed.length > 0 ? { how: 'unreviewed', values: unreviewed } : undefined
}

/** The subject or the expression, as it was written. */
export function doorWords({ subject, expression }: FederatedCredentialFacts): string {
  return valueOf(subject) ?? valueOf(expression) ?? 'what was not read'
}

export interface Door {
  readonly facts: FederatedCredentialFacts
  /** What the credential signs in as; undefined: it was not read, or is not here. */
  readonly identity: Identity | undefined
  /** Of the identity, or else of the application that carries the credential. */
  readonly name: string
  readonly open: boolean
}

export function doorOf(credential: Credential, view: View): Door {
  const facts = federatedFacts(credential)
  const [holder] = view.edgesFrom(credential.id, 'authenticates').map(({ to }) => to)
  const identity = holder === undefined ? undefined : view.identity(holder)
  const carrier = facts.objectId.split('/').at(-1) ?? facts.objectId
  return { facts, identity, name: identity?.name ?? carrier, open: identity?.enabled !== false }
}
