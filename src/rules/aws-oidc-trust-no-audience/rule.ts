import type { OidcTrust } from '../../analysis/effective/aws-oidc.ts'
import { oidcTrusts } from '../../analysis/effective/aws-oidc.ts'
import { accountOf, oidcProviderFacts } from '../../analysis/effective/aws-facts.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { entityId, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-oidc-trust-no-audience',
  title: 'Role takes web identity tokens made for others',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: { noAudience: 'Role {role} takes tokens of {issuer} whatever audience they were made for.' },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (role) => changeTrust(role, 'Demand the audience that the workload asks its tokens for.'),
  check(role, { view }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const federated = oidcTrusts(trusts)
    if (federated.length === 0) return undefined
    const loose = federated.filter((trust) => trust.audience !== 'pinned')
    const [first] = loose
    if (!first) return pass
    const audiences = audiencesOf(first, role, view)
    return fail('noAudience', {
      values: { role: role.name, issuer: first.issuer.title },
      evidence: trustEvidence(loose.map((trust) => trust.via)),
      data: {
        issuer: first.url,
        statements: [...new Set(loose.map((trust) => trust.via))],
        // STS itself refuses audiences that the provider does not list: all that is left to choose from.
        ...(audiences ? { providerAudiences: audiences } : {}),
      },
      remediation: changeTrust(
        role,
        `Demand the audience: "StringEquals": {"${first.url}:aud": "${audiences?.[0] ?? 'sts.amazonaws.com'}"}.`,
      ),
    })
  },
})

/** The audiences that the provider of the account takes, if it was read. */
function audiencesOf(trust: OidcTrust, role: Identity, view: View): readonly string[] | undefined {
  if (trust.provider === undefined) return undefined
  const provider = view.resource(entityId('aws', accountOf(role), 'iam:oidc-provider', trust.provider))
  const clientIds = provider ? oidcProviderFacts(provider).clientIds : undefined
  return isKnown<readonly string[]>(clientIds) ? clientIds : undefined
}
