import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { pinsCaller } from '../../analysis/effective/aws-trust-scope.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-role-trust-wildcard',
  title: 'Role can be assumed by anyone',
  severity: 'critical',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities'],
  messages: { anyone: 'Role {role} can be assumed from any AWS account, by {statements} of its trust policy.' },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (role) =>
    changeTrust(
      role,
      'Name the roles or accounts that need this role as Principal; for a whole organisation keep the wildcard and add StringEquals aws:PrincipalOrgID.',
    ),
  check(role) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const open = trusts.filter((trust) => trust.principal.type === 'anyone' && !pinsCaller(trust))
    if (open.length === 0) return pass
    const statements = open.map((trust) => trust.via)
    return fail('anyone', {
      values: { role: role.name, statements: enumerated(statements.map(placeOf)) },
      evidence: trustEvidence(statements),
      data: { statements },
    })
  },
})

/** `Statement[0]`, as evidence has it, counted as people do. */
function placeOf(via: string): string {
  const index = /^Statement\[(\d+)\]$/.exec(via)?.[1]
  return index === undefined ? via : `statement ${Number(index) + 1}`
}
