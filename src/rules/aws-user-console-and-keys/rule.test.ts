import { testRule } from '../../../test/support/rule-tester.ts'
import { accessKey, password, serviceCredential } from '../../../test/support/aws-credentials.ts'
import { gap, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'both used',
      records: [
        user({ name: 'kim' }),
        password({ user: 'kim', lastUsedAt: '2026-11-11T10:00:00Z' }),
        accessKey({ user: 'kim' }),
      ],
      message: 'User kim signed in to the console 10 days ago and uses 1 access key as well.',
      severity: 'medium',
      data: { keys: ['AKIAIOSFODNN7EXAMPLE'] },
      remediation: 'aws iam delete-login-profile --user-name kim',
    },
    {
      name: 'one of two keys used',
      records: [user(), password(), accessKey(), accessKey({ id: 'AKIA2', lastUsedAt: null })],
      data: { keys: ['AKIAIOSFODNN7EXAMPLE'] },
    },
  ],
  pass: [
    { name: 'the password was never used', records: [user(), password({ lastUsedAt: null }), accessKey()] },
    { name: 'the key was never used', records: [user(), password(), accessKey({ lastUsedAt: null })] },
  ],
  unknown: [
    {
      name: 'the last sign-in was not read',
      records: [user(), password({ lastUsedAt: unknown('denied') }), accessKey()],
    },
    {
      name: 'the use of the key was not read',
      records: [user(), password(), accessKey({ lastUsedAt: unknown('denied') })],
    },
    { name: 'the password was not read', records: [user(), password({ enabled: unknown('denied') }), accessKey()] },
    {
      name: 'passwords were denied',
      records: [user(), password({ lastUsedAt: null }), accessKey(), gap({ step: 'passwords' })],
    },
  ],
  notApplicable: [
    { name: 'no password', records: [user(), accessKey()] },
    {
      name: 'a password of CodeCommit',
      records: [user(), serviceCredential({ service: 'codecommit.amazonaws.com' }), accessKey()],
    },
    { name: 'no keys', records: [user(), password()] },
    { name: 'an inactive key', records: [user(), password(), accessKey({ enabled: false })] },
  ],
})
