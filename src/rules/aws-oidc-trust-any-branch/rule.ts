import type { OidcTrust } from '../../analysis/effective/aws-oidc.ts'
import { unreviewedSubjects, wholeTenants } from '../../analysis/effective/aws-oidc-names.ts'
import { oidcTrusts } from '../../analysis/effective/aws-oidc.ts'
import { becomesAdmin, looksAdmin } from '../../analysis/effective/aws-privilege.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'
import { read, trustEvidence } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'aws-oidc-trust-any-branch',
  title: 'Administrator role takes code that nobody has reviewed',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: {
    anyBranch: 'Administrator role {role} lets {issuer} in whatever the branch or the occasion, by {subjects}.',
    anyProject: 'Administrator role {role} lets every pipeline of a whole {tenant} of {issuer} in, by {subjects}.',
  },
  frameworks: controls('over-privilege', {
    'owasp-nhi-2025': ['NHI5:2025', 'NHI6:2025'],
    'nist-csf-2.0': ['PR.AA-04', 'PR.AA-05'],
    'cis-aws-7.0.0': [],
  }),
  remediation: (role) => changeTrust(role, 'Demand a protected branch or environment in the subject.'),
  check(role, { view }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const pipelines = oidcTrusts(trusts).filter((trust) => trust.issuer.code && trust.subject === 'pinned')
    if (pipelines.length === 0) return undefined
    const wide = pipelines.filter((trust) => unreviewedSubjects(trust).length > 0).toSorted(widestFirst)
    const [worst] = wide
    if (!worst) return pass
    const admin = looksAdmin(role, view)
    if (admin !== true && !becomesAdmin(role, view)) {
      return isUnknown(admin) ? unknownBecause(admin.unknown, ['iam:GetAccountAuthorizationDetails']) : pass
    }
    const subjects = unreviewedSubjects(worst)
    const whole = wholeTenants(worst, subjects)
    const { title, tenantWord, code } = worst.issuer
    const statements = [...new Set(wide.map((trust) => trust.via))]
    return fail(whole.length > 0 ? 'anyProject' : 'anyBranch', {
      values: {
        role: role.name,
        issuer: title,
        tenant: tenantWord,
        subjects: enumerated(whole.length > 0 ? whole : subjects),
      },
      severity: whole.length > 0 ? 'high' : 'medium',
      evidence: [
        ...trustEvidence(statements),
        ...read('iam:GetAccountAuthorizationDetails', `policies of ${role.name}`),
      ],
      data: { issuer: worst.url, breadth: whole.length > 0 ? 'tenant' : 'part', subjects, statements },
      remediation: changeTrust(
        role,
        `Demand a protected branch or environment, such as "${worst.url}:sub": "${code?.example ?? worst.issuer.example}"; give pull requests and plans a role of their own that can only read.`,
      ),
    })
  },
})

function widestFirst(a: OidcTrust, b: OidcTrust): number {
  const weight = (trust: OidcTrust): number => (wholeTenants(trust, unreviewedSubjects(trust)).length > 0 ? 0 : 1)
  return weight(a) - weight(b) || (a.via < b.via ? -1 : 1)
}
