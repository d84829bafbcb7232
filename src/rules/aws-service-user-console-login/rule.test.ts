import { testRule } from '../../../test/support/rule-tester.ts'
import { password } from '../../../test/support/aws-credentials.ts'
import { gap, user } from '../../../test/support/aws-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'a tagged service user',
      records: [
        user({ name: 'reporting', class: 'human', tags: { 'user-type': 'Service' } }),
        password({ user: 'reporting', lastUsedAt: '2026-11-18T10:00:00Z' }),
      ],
      message: 'User reporting stands for a service, yet its console password was used 3 days ago.',
      severity: 'high',
      confidence: 'proven',
      data: { lastSignInOn: '2026-11-18', signs: ['it is tagged user-type=Service'] },
    },
    {
      name: 'by its path',
      records: [user({ name: 'x', class: 'unknown', path: '/service/' }), password({ user: 'service/x' })],
      confidence: 'proven',
    },
    {
      name: 'by its name alone',
      records: [user({ name: 'svc-billing', class: 'unknown' }), password({ user: 'svc-billing' })],
      confidence: 'possible',
      data: { signs: ['its name has svc in it'] },
    },
    {
      name: 'by a tag that is true',
      records: [user({ name: 'x', class: 'unknown', tags: { 'service-account': 'true' } }), password({ user: 'x' })],
      confidence: 'proven',
    },
    {
      name: 'by a name in capitals',
      records: [user({ name: 'JenkinsDeploy2', class: 'unknown' }), password({ user: 'JenkinsDeploy2' })],
      confidence: 'possible',
    },
    { name: 'by its class', records: [user({ name: 'x' }), password({ user: 'x' })], confidence: 'proven' },
  ],
  pass: [
    { name: 'no password', records: [user()] },
    { name: 'a password that is off', records: [user(), password({ enabled: false })] },
    { name: 'a password that was never used', records: [user(), password({ lastUsedAt: null })] },
  ],
  unknown: [
    { name: 'the last sign-in was not read', records: [user(), password({ lastUsedAt: unknown('denied') })] },
    { name: 'the password was not read', records: [user(), password({ enabled: unknown('denied') })] },
    { name: 'passwords were denied', records: [user(), gap({ step: 'passwords' })] },
  ],
  notApplicable: [
    { name: 'a person', records: [user({ name: 'kim', class: 'human' }), password({ user: 'kim' })] },
    {
      name: 'a person whose domain holds a word by chance',
      records: [
        user({ name: 'kim@service.example.com', class: 'human' }),
        password({ user: 'kim@service.example.com' }),
      ],
    },
    {
      name: 'a person, by a tag that overrules the name',
      records: [
        user({ name: 'customer-service-kim', class: 'human', tags: { 'user-type': 'human' } }),
        password({ user: 'customer-service-kim' }),
      ],
    },
    { name: 'a tag that is false', records: [user({ name: 'kim', class: 'human', tags: { bot: 'false' } })] },
    {
      name: 'a person whose name holds a word by chance',
      records: [user({ name: 'abbott', class: 'human' }), password({ user: 'abbott' })],
    },
  ],
})
