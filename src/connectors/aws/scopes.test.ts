import { describe, expect, test } from 'vitest'
import { estateOf } from '../../../fixtures/servers/aws/estate.ts'
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
