/** What rules of OpenAI and Anthropic ask of the tokens that they take, in the terms in which all trust in web identities is judged. */
import type { AnthropicFederationFacts } from '../../model/facts/anthropic.ts'
import type { OpenaiFederationFacts } from '../../model/facts/openai.ts'
import type { Unknown } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import type { Constraint } from './aws-conditions.ts'
import { issuerOf } from './aws-oidc-issuers.ts'
import { oidcTrusts } from './aws-oidc.ts'
import type { OidcTrust } from './aws-oidc.ts'
import { plainIssuer } from './entra-federation.ts'

interface Asked {
  readonly claim: string
  readonly value: string
  /** `*` at its end stands for anything. */
  readonly prefix?: boolean
}

/** Attributes are the token's own claims, or what somebody made of them, of which only the name is known. */
export function trustOfOpenai({ issuer, matchers }: OpenaiFederationFacts): OidcTrust | Unknown {
  const asked = matchers.map((matcher): Asked => {
    const at = matcher.indexOf('=')
    return { claim: matcher.slice(0, at), value: matcher.slice(at + 1) }
  })
  // Whether a star at the end stands for itself, which nobody has, or for anything, OpenAI does not say.
  if (asked.some(({ value }) => value.endsWith('*'))) return unknown('unsupported')
  const known = new Set(['sub', ...Object.keys(issuerOf(plainIssuer(issuer)).claims ?? {})])
  return trustBy(
    issuer,
    asked,
    asked.some(({ claim }) => !known.has(claim)),
  )
}

/** A condition is an expression, which may hold to anything: it is not evaluated. */
export function trustOfAnthropic({
  issuer,
  subject,
  claims,
  condition,
}: AnthropicFederationFacts): OidcTrust | Unknown {
  const own = claims.map((claim): Asked => {
    const at = claim.indexOf('=')
    return { claim: claim.slice(0, at), value: claim.slice(at + 1) }
  })
  const named = subject === null ? [] : [{ claim: 'sub', value: subject, prefix: subject.endsWith('*') }]
  return trustBy(issuer, [...named, ...own], condition !== null)
}

/** `hidden`: something more is asked that nobody can read, so that only what is held fast by the rest is known. */
function trustBy(issuer: string, asked: readonly Asked[], hidden: boolean): OidcTrust | Unknown {
  const url = plainIssuer(issuer)
  const constraints = asked.map(({ claim, value, prefix = false }): Constraint => ({
    key: `${url}:${claim}`.toLowerCase(),
    values: [value],
    patterns: prefix,
  }))
  const [trust] = oidcTrusts([
    { via: 'federation rule', principal: { type: 'oidc', issuer: url }, constraints, secondFactor: false },
  ])
  return trust === undefined || (hidden && trust.subject !== 'pinned') ? unknown('unsupported') : trust
}
