import { testRule } from '../../../test/support/rule-tester.ts'
import { gap } from '../../../test/support/aws-records.ts'
import { secret } from '../../../test/support/aws-resources.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'last read 200 days ago',
      records: [secret({ lastAccessedAt: '2026-05-05T00:00:00Z' })],
      message: 'Secret prod/orders/db was last read 200 days ago.',
      severity: 'low',
      data: { lastReadOn: '2026-05-05' },
      remediation: 'aws secretsmanager delete-secret --region eu-west-1',
    },
    {
      name: 'neither it nor its replica was read of late',
      records: [
        secret({ lastAccessedAt: '2026-05-05T00:00:00Z', primaryRegion: 'eu-west-1' }),
        secret({ region: 'us-east-1', primaryRegion: 'eu-west-1', lastAccessedAt: null }),
      ],
    },
    {
      name: 'never read',
      records: [secret({ lastAccessedAt: null, createdAt: '2026-07-24T00:00:00Z' })],
      message: 'Secret prod/orders/db was created 120 days ago and has never been read in eu-west-1.',
      data: { lastReadOn: null },
    },
  ],
  pass: [
    {
      name: 'read in the region of its replica',
      records: [
        secret({ lastAccessedAt: '2026-05-05T00:00:00Z', primaryRegion: 'eu-west-1' }),
        secret({ region: 'us-east-1', primaryRegion: 'eu-west-1' }),
      ],
    },
    { name: 'read yesterday', records: [secret()] },
    { name: 'new and not read yet', records: [secret({ lastAccessedAt: null, createdAt: '2026-11-01T00:00:00Z' })] },
    {
      name: 'a longer limit',
      records: [secret({ lastAccessedAt: '2026-05-05T00:00:00Z' })],
      options: { maxDays: 365 },
    },
  ],
  unknown: [
    { name: 'the last read was not read', records: [secret({ lastAccessedAt: unknown('denied') })] },
    { name: 'never read, of unknown age', records: [secret({ lastAccessedAt: null, createdAt: unknown('denied') })] },
    { name: 'its owner was not read', records: [secret({ owningService: unknown('denied') })] },
    { name: 'secrets were denied in a region', records: [secret(), gap({ step: 'secrets' })] },
  ],
  notApplicable: [
    { name: 'a replica', records: [secret({ lastAccessedAt: null, primaryRegion: 'us-east-1' })] },
    { name: 'managed by RDS', records: [secret({ lastAccessedAt: null, owningService: 'rds' })] },
  ],
})
