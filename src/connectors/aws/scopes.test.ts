import { describe, expect, test } from 'vitest'
import { estateOf } from '../../../fixtures/servers/aws/estate.ts'
import { json, type WireService } from '../../../fixtures/servers/aws/wire.ts'
import {
  acme,
  management,
  managementAccount,
  organizationFile,
  prod,
  prodAccount,
} from '../../../test/support/aws-estate.ts'
import { scanAws } from '../../../test/support/aws-scan.ts'
import { find } from '../../../test/support/found.ts'

describe('an organization', () => {
  const config = { organization: { externalIdEnv: 'MUSTER_EXTERNAL_ID' } }

  const paging = (NextToken: string | null): WireService => ({
    signingName: 'organizations',
    protocol: 'json-1.1',
    handle: ({ operation }) => {
      const Organization = { Id: 'o-acme', Arn: 'arn:x', MasterAccountId: management }
      const Accounts = NextToken === 'nobody' ? [] : [{ Id: management, Name: 'management' }]
      return operation === 'DescribeOrganization'
        ? json({ Organization })
        : json({ Accounts, NextToken: NextToken === 'nobody' ? null : NextToken })
    },
  })

  test.each([
    ['null', null],
    ['an empty string', ''],
  ])('a list ends at %s for a page token', async (_what, token) => {
    const scanned = await scanAws({ estate: acme(), services: [paging(token)] }, { config, tier: 'core' })
    expect(scanned.calls.filter(({ operation }) => operation === 'ListAccounts')).toHaveLength(1)
    expect(scanned.step('organization')?.status).toBe('complete')
  })

  test('an account whose state is not told is tried', async () => {
    const scanned = await scanAws({ estate: acme(), services: [paging(null)] }, { config, tier: 'core' })
    expect(scanned.step('authorization-details')?.status).toBe('complete')
  })

  test('an organization without any account is not believed: the own account is read', async () => {
    const scanned = await scanAws({ estate: acme(), services: [paging('nobody')] }, { config, tier: 'core' })
    expect(scanned.step('authorization-details')?.status).toBe('complete')
    expect(scanned.collected.gaps.map(({ detail }) => detail)).toContain(
      'The list of the accounts of the organization came empty.',
    )
  })

  test('a list whose pages lead back to one another ends, and is said not to be whole', async () => {
    const scanned = await scanAws({ estate: acme(), services: [paging('again')] }, { config, tier: 'core' })
    expect(scanned.calls.filter(({ operation }) => operation === 'ListAccounts')).toHaveLength(2)
    expect(scanned.step('organization')).toMatchObject({ status: 'failed' })
    expect(scanned.collected.gaps.map(({ detail }) => detail)).toContain(
      'organizations:ListAccounts gave the same page token twice.',
    )
  })

  test('is read first, then each active account with its own session', async () => {
    const scanned = await scanAws({ estate: acme() }, { config })
    const scopes = scanned.records.filter((record) => record.type === 'scope')
    expect(scopes.map(({ id }) => id)).toEqual([
      `aws:account:${prod}`,
      `aws:account:${management}`,
      'aws:organization:o-acme',
    ])
    expect(scopes.find(({ nativeId }) => nativeId === prod)).toMatchObject({
      name: 'prod',
      parent: 'aws:organization:o-acme',
    })
    expect(find(scanned, 'resource', 'prod')).toMatchObject({
      kind: 'organizations:account',
      nativeId: prod,
      facts: { state: 'ACTIVE', path: ['r-root', 'ou-1'], delegatedServices: ['access-analyzer.amazonaws.com'] },
    })
    expect(find(scanned, 'resource', 'closed')).toMatchObject({ facts: { state: 'SUSPENDED' } })
    expect(find(scanned, 'resource', 'StayHere')).toMatchObject({
      kind: 'organizations:service-control-policy',
      facts: { targets: ['r-root'], document: { Statement: [{ Effect: 'Deny' }] } },
    })
    expect(find(scanned, 'resource', 'o-acme')).toMatchObject({
      kind: 'organizations:organization',
      facts: {
        managementAccountId: management,
        policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
      },
    })
    expect(scanned.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1)
    expect(scanned.view(`aws:account:${prod}`).gap('aws.organization')).toBeUndefined()
    const scanners = scanned.records.filter((record) => record.type === 'identity' && record.facts['scanner'] === true)
    expect(scanners.map((record) => ('scope' in record ? record.scope : ''))).toEqual([
      `aws:account:${prod}`,
      `aws:account:${management}`,
    ])
  })

  test('goes on when one account does not let it in', async () => {
    const estate = estateOf([managementAccount(), prodAccount({ externalId: 'another' })], organizationFile())
    const scanned = await scanAws({ estate }, { config })
    expect(scanned.step('authorization-details', `aws:account:${prod}`)).toMatchObject({
      status: 'denied',
      missing: ['sts:AssumeRole'],
    })
    expect(scanned.step('authorization-details', `aws:account:${management}`)?.status).toBe('complete')
  })

  test('that cannot be read leaves the own account, and says why', async () => {
    const faults = [{ kind: 'denied' as const, service: 'organizations', operation: 'ListAccounts' }]
    const scanned = await scanAws({ estate: acme(), faults }, { config })
    expect(scanned.step('authorization-details', `aws:account:${management}`)?.status).toBe('complete')
    const said = scanned.coverage.filter(({ missing }) => missing.includes('organizations:ListAccounts'))
    expect(said.map(({ status }) => status)).toEqual(['denied'])
    expect(scanned.view(`aws:account:${management}`).gap('aws.organization')).toBeDefined()
  })

  test('leaves accounts out that it is told to', async () => {
    const scanned = await scanAws({ estate: acme() }, { config: { ...config, accounts: { exclude: [prod] } } })
    expect(scanned.calls.map(({ account }) => account)).not.toContain(prod)
  })

  test('without the external id that the configuration names is not begun', async () => {
    const scanning = scanAws({ estate: acme() }, { config, env: { MUSTER_EXTERNAL_ID: '' } })
    await expect(scanning).rejects.toThrow('The environment variable MUSTER_EXTERNAL_ID is empty.')
  })
})
