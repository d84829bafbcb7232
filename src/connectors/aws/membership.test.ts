import { expect, test } from 'vitest'
import { acme, prodAccount } from '../../../test/support/aws-estate.ts'
import { estateOf } from '../../../fixtures/servers/aws/estate.ts'
import { scanAws, type AwsScanned } from '../../../test/support/aws-scan.ts'

const asked = ({ calls }: AwsScanned): number =>
  calls.filter(({ operation }) => operation === 'DescribeOrganization').length
const memberships = ({ records }: AwsScanned) =>
  records.flatMap((record) =>
    record.type === 'resource' && record.kind === 'organizations:membership' ? [record.facts] : [],
  )

test('an account that is scanned by itself says which organization it belongs to', async () => {
  const scanned = await scanAws({ estate: acme() }, { tier: 'core' })
  expect(memberships(scanned)).toEqual([{ organizationId: 'o-acme', managementAccountId: '999999999999' }])
  expect(scanned.step('membership')).toMatchObject({ status: 'complete', calls: 1 })
})

test('an account of its own belongs to none', async () => {
  const scanned = await scanAws({ estate: estateOf([prodAccount()]) }, { tier: 'core' })
  expect(memberships(scanned)).toEqual([{ organizationId: null, managementAccountId: null }])
  expect(scanned.step('membership')?.status).toBe('complete')
})

test('where the organization is read, nobody is asked twice', async () => {
  const config = { organization: { externalIdEnv: 'MUSTER_EXTERNAL_ID' } }
  const scanned = await scanAws({ estate: acme() }, { config, tier: 'core' })
  expect(memberships(scanned)).toEqual([])
  expect(asked(scanned)).toBe(1)
})

test.each(['denied', 'error'] as const)('%s leaves it unknown', async (kind) => {
  const faults = [{ kind, service: 'organizations', operation: 'DescribeOrganization' }]
  const scanned = await scanAws({ estate: acme(), faults }, { tier: 'core' })
  expect(memberships(scanned)).toEqual([])
  expect(scanned.step('membership')?.status).toBe(kind === 'denied' ? 'denied' : 'failed')
})
