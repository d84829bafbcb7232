import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey } from '../../../test/support/aws-credentials.ts'
import { gap, root, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'one active key',
      records: [root(), accessKey({ user: 'root', id: 'root#1' })],
      message: 'Root user of account 111122223333 has 1 active access key.',
      severity: 'critical',
      related: ['aws:111122223333:access-key:root#1'],
    },
    {
      name: 'two active keys',
      records: [root(), accessKey({ user: 'root', id: 'root#1' }), accessKey({ user: 'root', id: 'root#2' })],
      message: 'Root user of account 111122223333 has 2 active access keys.',
    },
    {
      name: 'the account summary tells of a key that the report could not show',
      records: [root({ facts: { accessKeysPresent: true } }), gap({ step: 'credential-report' })],
      message: 'Root user of account 111122223333 has 1 active access key.',
    },
  ],
  pass: [
    { name: 'no key', records: [root()] },
    { name: 'an inactive key', records: [root(), accessKey({ user: 'root', id: 'root#1', enabled: false })] },
  ],
  unknown: [
    { name: 'the credential report was denied', records: [root(), gap({ step: 'credential-report' })] },
    {
      name: 'the state of the key was not read',
      records: [root(), accessKey({ user: 'root', id: 'root#1', enabled: unknown('failed') })],
    },
  ],
  notApplicable: [{ name: 'a user with a key', records: [user(), accessKey()] }],
})
