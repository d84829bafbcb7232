import { testRule } from '../../../test/support/rule-tester.ts'
import { gap, role, user } from '../../../test/support/aws-records.ts'
import { rule } from './rule.ts'

const arn = (name: string) => `arn:aws:iam::111122223333:role/${name}`
const allow = (Action: string, Resource = '*') => ({ Effect: 'Allow', Action, Resource }) as const
const assume = (name: string) => allow('sts:AssumeRole', arn(name))
const trust = [
  { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::111122223333:root' }, Action: 'sts:AssumeRole' },
] as const
const jewel = role({ name: 'signing', trust, tags: { 'muster:crown-jewel': 'true' } })

testRule(rule, {
  fail: [
    {
      name: 'one step',
      records: [user({ inline: [assume('signing')] }), jewel],
      message: 'ci-deploy reaches the crown jewel signing by sts-001.',
      severity: 'high',
    },
    {
      name: 'two steps',
      records: [
        user({ inline: [assume('middle')] }),
        role({ name: 'middle', trust, inline: [assume('signing')] }),
        jewel,
      ],
      message: 'ci-deploy reaches the crown jewel signing over middle (sts-001), by sts-001.',
    },
    {
      name: 'marked by the settings',
      records: [user({ inline: [assume('ledger')] }), role({ name: 'ledger', trust })],
      options: { identities: [arn('ledger')] },
    },
  ],
  pass: [
    { name: 'may not take it', records: [user({ inline: [assume('other')] }), jewel] },
    {
      name: 'longer than the limit',
      records: [
        user({ inline: [assume('middle')] }),
        role({ name: 'middle', trust, inline: [assume('signing')] }),
        jewel,
      ],
      options: { maxHops: 1 },
    },
  ],
  unknown: [
    {
      name: 'an attached policy that was not read',
      records: [role({ attached: ['arn:aws:iam::111122223333:policy/x'] }), jewel],
    },
    { name: 'the details have a gap', records: [role(), jewel, gap({ step: 'identities' })] },
  ],
  notApplicable: [
    { name: 'nothing is marked', records: [user({ inline: [assume('signing')] }), role({ name: 'signing', trust })] },
    { name: 'the jewel itself', records: [jewel] },
    { name: 'an administrator', records: [user({ inline: [allow('*')] }), jewel] },
  ],
})
