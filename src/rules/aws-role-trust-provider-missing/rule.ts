import { accountOf } from '../../analysis/effective/aws-facts.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import type { Trust } from '../../analysis/effective/aws-trust.ts'
import { entityId, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'
import { read, trustEvidence } from '../shared/evidence.ts'

const facets = {
  oidc: { facet: 'aws.oidc-providers', kind: 'iam:oidc-provider', permission: 'iam:ListOpenIDConnectProviders' },
  saml: { facet: 'aws.saml-providers', kind: 'iam:saml-provider', permission: 'iam:ListSAMLProviders' },
} as const

export const rule = defineRule({
  id: 'aws-role-trust-provider-missing',
  title: 'Role trusts an identity provider that is not there',
  severity: 'low',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  // Providers are asked for only of the kind that the role trusts, and their gaps are answered here.
  reads: ['aws.identities'],
  messages: {
    missing: 'Role {role} trusts identity provider {providers}, which is not in its account.',
  },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI1:2025', 'NHI4:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (role) =>
    changeTrust(role, 'Take the statement away, or name the provider that replaced the one that is gone.'),
  check(role, { view }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const named = trusts.flatMap(providerOf)
    if (named.length === 0) return undefined
    const gaps = new Map(named.map(({ type }) => [type, view.gap(facets[type].facet)]))
    const gone = named.filter(
      ({ type, arn }) => !view.resource(entityId('aws', accountOf(role), facets[type].kind, arn)),
    )
    if (gone.length === 0) return pass
    // What may only not have been read says nothing of itself, and keeps nothing else from being found.
    const seen = gone.filter(({ type }) => !gaps.get(type))
    const [first] = gone
    const hidden = first && gaps.get(first.type)
    if (seen.length === 0 && hidden) return unknownBecause(hidden.reason, [facets[first.type].permission])
    const providers = [...new Set(seen.map(({ arn }) => arn))].toSorted()
    const types = [...new Set(seen.map(({ type }) => type))].toSorted()
    const statements = [...new Set(seen.map(({ via }) => via))]
    return fail('missing', {
      values: { role: role.name, providers: enumerated(providers) },
      // Whoever makes a SAML provider chooses its metadata; that of OIDC is still the issuer at that address.
      severity: types.includes('saml') ? 'medium' : 'low',
      evidence: [
        ...trustEvidence(statements),
        ...types.flatMap((type) => read(facets[type].permission, 'no provider of that ARN')),
      ],
      data: { providers, statements },
    })
  },
})

function providerOf({ principal, via }: Trust): readonly { type: 'oidc' | 'saml'; arn: string; via: string }[] {
  const isProvider = principal.type === 'oidc' || principal.type === 'saml'
  return isProvider && principal.provider !== undefined ? [{ type: principal.type, arn: principal.provider, via }] : []
}
