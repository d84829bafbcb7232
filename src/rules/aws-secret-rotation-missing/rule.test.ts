import { testRule } from '../../../test/support/rule-tester.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { secret } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'no rotation',
      records: [secret({ rotationEnabled: false, lastChangedAt: '2025-11-21T10:00:00Z' })],
      message: 'Secret prod/orders/db has no rotation; its value was last changed 365 days ago.',
      severity: 'medium',
      data: { days: 365 },
      remediation:
        'aws secretsmanager rotate-secret --region eu-west-1 --secret-id arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/orders/db-AbCdEf',
    },
    {
      name: 'rotation was never set up, and no word on the value',
      records: [secret({ rotationEnabled: null, lastChangedAt: null })],
      message: 'Secret prod/orders/db has no rotation.',
    },
  ],
  pass: [
    { name: 'rotation', records: [secret()] },
    { name: 'a new secret', records: [secret({ rotationEnabled: false, createdAt: '2026-11-18T10:00:00Z' })] },
  ],
  unknown: [
    { name: 'rotation was not read', records: [secret({ rotationEnabled: unknown('denied') })] },
    { name: 'its owner was not read', records: [secret({ owningService: unknown('denied') })] },
    { name: 'secrets were denied in a region', records: [secret(), gap({ step: 'secrets' })] },
  ],
  notApplicable: [
    { name: 'managed by RDS', records: [secret({ rotationEnabled: false, owningService: 'rds' })] },
    { name: 'a replica', records: [secret({ rotationEnabled: false, primaryRegion: 'us-east-1' })] },
  ],
})
