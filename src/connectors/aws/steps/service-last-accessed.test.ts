import { expect, test } from 'vitest'
import { estateOf } from '../../../../fixtures/servers/aws/estate.ts'
import { prodAccount } from '../../../../test/support/aws-estate.ts'
import { scanAws } from '../../../../test/support/aws-scan.ts'
import { find } from '../../../../test/support/found.ts'

const account = prodAccount()
const arn = String(account.details.RoleDetailList.find(({ RoleName }) => RoleName === 'orders')?.['Arn'])
const row = (ServiceNamespace: string, rest: object = {}) => ({
  ServiceName: ServiceNamespace,
  ServiceNamespace,
  TotalAuthenticatedEntities: 0,
  ...rest,
})
const ServicesLastAccessed = [
  row('sqs'),
  row('s3', {
    LastAuthenticated: '2026-11-20T08:00:00Z',
    TrackedActionsLastAccessed: [
      { ActionName: 'PutBucketPolicy' },
      { ActionName: 'ListAllMyBuckets', LastAccessedTime: '2026-11-20T08:00:00Z' },
    ],
  }),
  // Of a service that nobody asked AWS says nothing more by its actions.
  row('ec2', { TrackedActionsLastAccessed: [{ ActionName: 'RunInstances' }] }),
]
const estate = estateOf([
  { ...account, iam: { ...account.iam, ServiceLastAccessed: { [arn]: { ServicesLastAccessed } } } },
])

test('services that are granted, and the actions of used ones that AWS keeps track of', async () => {
  const scanned = await scanAws({ estate }, { tier: 'deep' })
  expect(find(scanned, 'identity', 'orders')['facts']).toMatchObject({
    serviceLastAccessed: { ec2: null, s3: '2026-11-20T08:00:00Z', sqs: null },
    actionLastAccessed: { 's3:ListAllMyBuckets': '2026-11-20T08:00:00Z', 's3:PutBucketPolicy': null },
  })
  const asked = scanned.calls.filter(({ operation }) => operation === 'GenerateServiceLastAccessedDetails')
  expect(asked.length).toBeGreaterThan(2)
})

test('whoever may not ask leaves a gap, and no word of use', async () => {
  const faults = [{ kind: 'denied', operation: 'GenerateServiceLastAccessedDetails' }] as const
  const scanned = await scanAws({ estate, faults }, { tier: 'deep' })
  expect(find(scanned, 'identity', 'orders')['facts']).not.toHaveProperty('serviceLastAccessed')
  expect(scanned.records.filter((record) => record.type === 'gap')).toContainEqual(
    expect.objectContaining({ reason: 'denied', permission: 'iam:GenerateServiceLastAccessedDetails' }),
  )
})
