import { accountOf } from '../../analysis/effective/aws-facts.ts'
import { namesItsSource } from '../../analysis/effective/aws-service-sources.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { pinsExternalId, pinsOrganization, pinsSource } from '../../analysis/effective/aws-trust-scope.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-role-confused-deputy',
  title: 'Role lets an AWS service in on behalf of anyone',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: { anySource: 'Role {role} lets {services} in without asking on whose behalf.' },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (role) =>
    changeTrust(
      role,
      `Hold the service to this account: "Condition": {"StringEquals": {"aws:SourceAccount": "${accountOf(role)}"}}, and to the resource by ArnLike aws:SourceArn where its ARN is known. Try it where a failure does no harm first.`,
    ),
  check(role) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const named = trusts.flatMap((trust) =>
      trust.principal.type === 'service' && namesItsSource(trust.principal.service)
        ? [{ trust, service: trust.principal.service }]
        : [],
    )
    if (named.length === 0) return undefined
    const open = named.filter(({ trust }) => !pinsSource(trust) && !pinsExternalId(trust) && !pinsOrganization(trust))
    if (open.length === 0) return pass
    const services = [...new Set(open.map(({ service }) => service))].toSorted()
    return fail('anySource', {
      values: { role: role.name, services: enumerated(services) },
      evidence: trustEvidence(open.map(({ trust }) => trust.via)),
      data: { services, statements: [...new Set(open.map(({ trust }) => trust.via))] },
    })
  },
})
