import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role, user } from '../../../test/support/aws-records.ts'
import { rule } from './rule.ts'

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const allow = (Action: string | readonly string[], Resource = '*') => ({ Effect: 'Allow', Action, Resource }) as const
const assume = (name: string) => allow('sts:AssumeRole', arn(name))
const trust = [
  { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' },
] as const
const hop = (name: string, next: string) => role({ name, trust, inline: [assume(next)] })
const admin = role({ name: 'admin', trust, inline: [allow('*')] })
const start = user({ inline: [assume('middle')] })

testRule(rule, {
  fail: [
    {
      name: 'two steps',
      records: [start, hop('middle', 'admin'), admin],
      message: 'ci-deploy reaches the administrator admin in 2 hops: middle (sts-001), admin (sts-001).',
      severity: 'high',
      confidence: 'proven',
    },
    {
      name: 'three steps',
      records: [start, hop('middle', 'late'), hop('late', 'admin'), admin],
      message:
        'ci-deploy reaches the administrator admin in 3 hops: middle (sts-001), late (sts-001), admin (sts-001).',
    },
    {
      name: 'from outside',
      records: [
        role({
          name: 'partner',
          inline: [assume('middle')],
          trust: [{ Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::444455556666:root' }, Action: 'sts:AssumeRole' }],
        }),
        hop('middle', 'admin'),
        admin,
      ],
      severity: 'high',
    },
  ],
  pass: [
    { name: 'the chain leads nowhere', records: [start, hop('middle', 'nobody'), admin] },
    {
      name: 'the second step is denied',
      records: [
        start,
        role({ name: 'middle', trust, inline: [assume('admin'), { Effect: 'Deny', Action: 'sts:*', Resource: '*' }] }),
        admin,
      ],
    },
    {
      name: 'longer than the limit',
      records: [start, hop('middle', 'late'), hop('late', 'admin'), admin],
      options: { maxHops: 2 },
    },
  ],
  unknown: [
    {
      name: 'an attached policy that was not read',
      records: [role({ attached: ['arn:aws:iam::111122223333:policy/x'] })],
    },
    { name: 'the details have a gap', records: [role(), gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'an administrator already', records: [admin] },
    { name: 'one step, which another rule reports', records: [user({ inline: [assume('admin')] }), admin] },
  ],
})
