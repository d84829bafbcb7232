import { z } from 'zod'
import { daysInWords } from '../../analysis/time.ts'
import { isCustomerRole } from '../../analysis/effective/aws-trust.ts'
import { idleDays } from '../../analysis/effective/aws-usage.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-role-unused',
  title: 'Role has not been used for a long time',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities', 'aws.role-usage'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .max(400)
      .default(90)
      .describe('Days without use that are still fine; AWS remembers 400.'),
  }),
  messages: {
    unused: 'Role {role} was last used {days} ago.',
    neverUsed: 'Role {role} has not been used in the {days} that can be looked back on.',
  },
  frameworks: controls('stale-credential', { 'cis-aws-7.0.0': [] }),
  remediation: (role) => [
    {
      text: 'See which services the role was last used with, and ask its owner.',
      command: `aws iam generate-service-last-accessed-details --arn ${word(role.nativeId)}`,
    },
    {
      text: 'Close the role for a while by a Deny in its trust policy; this can be taken back at once.',
      command: `aws iam update-assume-role-policy --role-name ${word(role.name)} --policy-document '{"Version":"2012-10-17","Statement":[{"Effect":"Deny","Principal":"*","Action":"sts:AssumeRole"}]}'`,
    },
    {
      text: 'Detach its policies and delete the role once nothing has missed it.',
      command: `aws iam delete-role --role-name ${word(role.name)}`,
    },
  ],
  check(role, { view, now, options }) {
    if (!isCustomerRole(role)) return undefined
    const idle = idleDays(role, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, ['iam:GetAccountAuthorizationDetails'])
    if (idle.days <= options.maxDays) return pass
    return fail(idle.used ? 'unused' : 'neverUsed', {
      values: { role: role.name, days: daysInWords(idle.days) },
      evidence: read('iam:GetAccountAuthorizationDetails', idle.used ? 'RoleLastUsed' : 'no RoleLastUsed'),
      data: { days: idle.days, used: idle.used },
    })
  },
})
