/** One scope is one tenant, whatever name it is asked for by. */
import { describe, expect, test } from 'vitest'
import { tenantOf } from '../../../fixtures/servers/azure/estate.ts'
import { azureTenant, everything } from '../../../test/support/azure-everything.ts'
import { production, staging } from '../../../test/support/azure-everything-ids.ts'
import { scanAzure } from '../../../test/support/azure-scan.ts'
import type { AzureScanned } from '../../../test/support/azure-scan.ts'

const id = `azure:tenant:${azureTenant}`
const core = { tier: 'core' } as const

function scopesIn({ records }: AzureScanned) {
  return records.flatMap((record) => (record.type === 'scope' ? [{ id: record.id, name: record.name }] : []))
}

describe('the tenant', () => {
  test.each([
    ['its id', { tenants: [azureTenant] }, {}],
    ['a domain of it', { tenants: ['acme.example'] }, {}],
    ['AZURE_TENANT_ID', { tenants: [] }, { AZURE_TENANT_ID: azureTenant }],
    ['its id in capital letters', { tenants: [azureTenant.toUpperCase()] }, {}],
  ])('by %s', async (_name, config, env) => {
    const scanned = await scanAzure({}, { ...core, config, env })
    expect(scanned.collected.status).toBe('complete')
    expect(scopesIn(scanned)).toEqual([{ id, name: 'Acme' }])
  })

  test('is called by its id where its name may not be read', async () => {
    const scanned = await scanAzure({ access: { graphRoles: ['Application.Read.All'] } }, core)
    expect(scopesIn(scanned)).toEqual([{ id, name: azureTenant }])
    expect(scanned.step('organization')).toMatchObject({ status: 'denied', missing: ['Organization.Read.All'] })
  })

  test('has to be named by an application that signs in', async () => {
    await expect(scanAzure({}, { config: { tenants: [] } })).rejects.toThrow('signs in to a tenant that is named')
  })

  test('and another are two scopes, each with what is its own', async () => {
    const other = '9d2b7c41-6f1e-4a35-8b0c-77f0c1a2b3d4'
    const estate = { tenants: [...everything().tenants, tenantOf(other)] }
    const scanned = await scanAzure({ estate }, { ...core, config: { tenants: [azureTenant, other] } })
    expect(scopesIn(scanned).map((scope) => scope.id)).toEqual([`azure:tenant:${other}`, id].toSorted())
    const strays = scanned.records.filter(
      (record) => 'scope' in record && record.scope !== id && JSON.stringify(record).includes(azureTenant),
    )
    expect(strays).toEqual([])
  })
})

test('subscriptions that are named are the ones that are asked, and what stands above them counts', async () => {
  const scanned = await scanAzure({}, { config: { subscriptions: [staging] } })
  const text = JSON.stringify(scanned.records.filter((record) => record.type === 'resource'))
  expect(scanned.collected.bugs).toEqual([])
  expect(text).toContain(staging)
  expect(text).not.toContain(`/subscriptions/${production}/resourcegroups/shop`)
  expect(scanned.calls.filter(({ address }) => address.includes(`/subscriptions/${production}/`))).toEqual([])
})
