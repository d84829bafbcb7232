import { recyclableNames } from '../../analysis/effective/aws-oidc-names.ts'
import type { OidcTrust } from '../../analysis/effective/aws-oidc.ts'
import { oidcTrusts } from '../../analysis/effective/aws-oidc.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { word } from '../shared/aws-commands.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'
import { trustEvidence } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'aws-oidc-subject-recyclable',
  title: 'Role goes by names that somebody else can take over',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: {
    names: 'Role {role} knows who comes from {issuer} by name alone, {subjects}, and names can change hands.',
  },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI6:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (role) =>
    changeTrust(role, 'Demand the id of the repository or of its owner, which is never given twice.'),
  check(role) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    // Where the tenant itself is open, a name more or less makes no difference.
    const pinned = oidcTrusts(trusts).filter((trust) => trust.issuer.lasting && trust.subject === 'pinned')
    if (pinned.length === 0) return undefined
    const named = pinned
      .map((trust) => ({ trust, names: recyclableNames(trust) }))
      .filter(({ names }) => names.length > 0)
      .toSorted((a, b) => (a.trust.via < b.trust.via ? -1 : 1))
    const [first] = named
    if (!first) return pass
    const names = named.filter(({ trust }) => trust.url === first.trust.url).flatMap((each) => each.names)
    const statements = [...new Set(named.map(({ trust }) => trust.via))]
    return fail('names', {
      values: { role: role.name, issuer: first.trust.issuer.title, subjects: enumerated(names) },
      evidence: trustEvidence(statements),
      data: { issuer: first.trust.url, subjects: [...new Set(names)], statements },
      remediation: demandId(role, first.trust, names),
    })
  },
})

function demandId(role: Identity, { url, issuer }: OidcTrust, names: readonly string[]): readonly Remediation[] {
  const repository = names.map((name) => /^repo:([\w.-]+\/[\w.-]+)(?=:|$)/.exec(name)?.[1]).find((name) => name)
  const lookUp: readonly Remediation[] = repository
    ? [{ text: 'Look up the id of the repository.', command: `gh api ${word(`repos/${repository}`)} --jq .id` }]
    : []
  return [
    ...lookUp,
    ...changeTrust(
      role,
      `Demand the id besides: "StringEquals": {"${url}:${issuer.lasting?.demand ?? 'sub'}": "1234567"}, in every statement that goes by a name.`,
    ),
  ]
}
