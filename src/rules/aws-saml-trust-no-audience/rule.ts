import { samlTrusts } from '../../analysis/effective/aws-saml.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'
import { trustEvidence } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'aws-saml-trust-no-audience',
  title: 'Role takes SAML assertions made for any endpoint',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: {
    missing: 'Role {role} takes assertions of SAML provider {providers} whatever endpoint they were made for.',
    open: 'Role {role} takes assertions of SAML provider {providers} for any endpoint, by SAML:aud {audiences}.',
  },
  frameworks: controls('loose-trust', {
    'owasp-nhi-2025': ['NHI4:2025'],
    'cis-aws-7.0.0': [],
    'mitre-attack-19.1': ['T1199', 'T1606.002'],
  }),
  remediation: (role) =>
    changeTrust(
      role,
      'Demand the endpoint that the assertions are posted to: "StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"} for the console, in every statement. Users sign in once more to see that it works.',
    ),
  check(role) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const federated = samlTrusts(trusts)
    if (federated.length === 0) return undefined
    const loose = federated.filter((trust) => trust.audience !== 'pinned')
    if (loose.length === 0) return pass
    const providers = [...new Set(loose.map((trust) => trust.provider))].toSorted()
    const audiences = loose.flatMap((trust) => trust.open)
    const statements = [...new Set(loose.map((trust) => trust.via))]
    const missing = loose.some((trust) => trust.audience === 'missing')
    return fail(missing ? 'missing' : 'open', {
      values: { role: role.name, providers: enumerated(providers.map(nameOf)), audiences: enumerated(audiences) },
      evidence: trustEvidence(statements),
      data: { providers, statements },
    })
  },
})

function nameOf(provider: string): string {
  return provider.slice(provider.indexOf('/') + 1)
}
