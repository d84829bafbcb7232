import type { OidcTrust } from '../../analysis/effective/aws-oidc.ts'
import { oidcTrusts } from '../../analysis/effective/aws-oidc.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-oidc-trust-subject-unscoped',
  title: 'Role lets in web identities of strangers',
  severity: 'critical',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: {
    missing: 'Role {role} lets in every token of {issuer}: its trust asks for no subject.',
    open: 'Role {role} lets in tokens of {issuer} beyond one {tenant}, by the subject {subjects}.',
  },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (role) => changeTrust(role, 'Demand the subject of the workload that is meant, in every statement.'),
  check(role) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const federated = oidcTrusts(trusts)
    if (federated.length === 0) return undefined
    const loose = federated.filter((trust) => trust.subject !== 'pinned').toSorted(worstFirst)
    const [worst] = loose
    if (!worst) return pass
    return fail(worst.subject === 'missing' ? 'missing' : 'open', {
      values: {
        role: role.name,
        issuer: worst.issuer.title,
        tenant: worst.issuer.tenantWord,
        subjects: enumerated(worst.open),
      },
      // An issuer of one's own lets in only one's own workloads, if too many of them.
      severity: worst.issuer.shared ? 'critical' : 'high',
      evidence: trustEvidence(loose.map((trust) => trust.via)),
      data: {
        issuer: worst.url,
        breadth: worst.breadth,
        subjects: worst.subjects,
        statements: [...new Set(loose.map((trust) => trust.via))],
      },
      remediation: tighten(role, worst),
    })
  },
})

function weight(trust: OidcTrust): number {
  return (trust.issuer.shared ? 0 : 2) + (trust.subject === 'missing' ? 0 : 1)
}

function worstFirst(a: OidcTrust, b: OidcTrust): number {
  return weight(a) - weight(b) || (a.via < b.via ? -1 : 1)
}

function tighten(role: Identity, trust: OidcTrust): readonly Remediation[] {
  const operator = trust.issuer.example.includes('*') ? 'StringLike' : 'StringEquals'
  const condition = `"${operator}": {"${trust.url}:sub": "${trust.issuer.example}"}`
  return changeTrust(
    role,
    `Demand the subject of the workload that is meant, such as ${condition}, and nothing wider in the same list.`,
  )
}
