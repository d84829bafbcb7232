import { beforeAll, describe, expect, test } from 'vitest'
import { loadAzureEstate } from '../../../fixtures/servers/azure/estate.ts'
import type { AzureTenant } from '../../../fixtures/servers/azure/estate.ts'
import { companyDirectory } from '../../../fixtures/company.ts'
import type { OfflineFiles, OfflineScope } from '../contract.ts'
import { connector } from './index.ts'

const now = '2026-11-21T10:00:00Z'
type Files = { readonly [path: string]: unknown }

async function read(files: Files, more: Partial<OfflineFiles> = {}): Promise<OfflineScope> {
  const readFile = async (path: string): Promise<string> => {
    const file = files[path]
    return typeof file === 'string' ? file : JSON.stringify(file)
  }
  const io = { now, fingerprint: () => 'f', readFile }
  const scopes: OfflineScope[] = []
  const given = { from: Object.keys(files), credentialReports: [], ...more }
  for await (const scope of connector.offline?.(given, io) ?? []) scopes.push(scope)
  expect(scopes).toHaveLength(1)
  return scopes[0]!
}

const graph = (name: string, value: readonly unknown[], more: object = {}): object => ({
  '@odata.context': `https://graph.microsoft.com/v1.0/$metadata#${name}`,
  value,
  ...more,
})
const kindsIn = ({ records }: OfflineScope, step: string): readonly string[] =>
  records.flatMap(({ step: own, record }) => (own === step && 'kind' in record ? [record.kind] : []))
const gapsOf = ({ gaps }: OfflineScope, step: string) => gaps.filter((gap) => gap.step === step)

describe('files of Larkspur', () => {
  let tenant: AzureTenant
  let scope: OfflineScope
  beforeAll(async () => {
    ;[tenant] = (await loadAzureEstate(`${companyDirectory()}azure`)).tenants as [AzureTenant]
    const { graph: own, arm } = tenant
    scope = await read({
      'organization.json': graph('organization', [own.organization]),
      'service-principals.json': `\uFEFF${JSON.stringify(own.servicePrincipals)}`,
      'applications.json': graph('applications', own.applications),
      'grants.json': graph('oauth2PermissionGrants', own.oauth2PermissionGrants),
      'resources.json': { count: 1, data: arm.resources, skip_token: null, total_records: 1 },
      'containers.json': { data: [...arm.subscriptions, ...arm.managementGroups] },
      'authorization.json': { data: [...arm.roleAssignments, ...arm.roleDefinitions] },
    })
  })

  test('give what the steps make of the vendor’s answers', () => {
    expect(scope.scope).toMatchObject({ id: `azure:tenant:${tenant.tenantId}`, kind: 'tenant' })
    expect(kindsIn(scope, 'service-principals')).toContain('service-principal')
    expect(kindsIn(scope, 'applications')).toContain('application')
    expect(kindsIn(scope, 'subscriptions')).toContain('management-group')
    expect(kindsIn(scope, 'role-assignments')).toContain('grants')
    expect(kindsIn(scope, 'role-definitions')).toContain('azure-role')
    expect(kindsIn(scope, 'workloads')).toContain('runs-as')
    expect(kindsIn(scope, 'local-auth')).toContain('keyed-service')
    for (const step of [
      'service-principals',
      'applications',
      'subscriptions',
      'managed-identities',
      'workloads',
      'local-auth',
    ])
      expect(gapsOf(scope, step)).toEqual([])
  })

  test('leave a gap for what no file holds, and name it', () => {
    expect(gapsOf(scope, 'directory-roles')).toEqual([
      expect.objectContaining({
        reason: 'not-collected',
        detail: expect.stringContaining('No file that was given holds roleManagement/directory/roleDefinitions.'),
      }),
    ])
    expect(gapsOf(scope, 'application-owners').map(({ detail }) => detail)).toEqual([
      'No file that was given holds applications with owners.',
    ])
    expect(gapsOf(scope, 'role-assignments')).toEqual([])
    expect(gapsOf(scope, 'managed-identity-federation').map(({ reason }) => reason)).toEqual(['not-collected'])
    expect(scope.gaps.filter(({ reason }) => reason !== 'not-collected')).toEqual([])
    expect(scope.gaps.filter(({ detail }) => detail.includes('Microsoft answered'))).toEqual([])
  })

  test('call nobody gone: a list from az may be cut off without a word', () => {
    expect(JSON.stringify(scope.records)).not.toContain('"gone"')
  })
})

const organization = graph('organization', [{ id: '5c1a8f0e-3f0b-4d0e-9c39-0a6f7b1d2e11', displayName: 'Acme' }])
const app = (id: string, more: object = {}): object => ({
  id,
  appId: `app-${id}`,
  displayName: id,
  signInAudience: 'AzureADMyOrg',
  ...more,
})

test('a list that goes on elsewhere is a gap, unless another file ends it', async () => {
  const first = graph('applications', [app('1')], { '@odata.nextLink': 'https://graph.microsoft.com/v1.0/x' })
  const cut = await read({ 'o.json': organization, 'first.json': first })
  expect(gapsOf(cut, 'applications')).toContainEqual(
    expect.objectContaining({ reason: 'not-collected', detail: expect.stringContaining('first.json is cut off') }),
  )
  const whole = await read({ 'o.json': organization, 'first.json': first, 'last.json': [app('2')] })
  expect(gapsOf(whole, 'applications').filter(({ detail }) => detail.includes('cut off'))).toEqual([])
  expect(kindsIn(whole, 'applications').filter((kind) => kind === 'application')).toHaveLength(2)
})

test('a list expanded by a relation stands in for no other', async () => {
  const owners = graph('applications(id,owners())', [{ id: '1', owners: [] }])
  const scope = await read({ 'o.json': organization, 'owners.json': owners })
  expect(gapsOf(scope, 'applications').map(({ reason }) => reason)).toContain('not-collected')
})

test('what other commands of az write is read, as far as it tells enough', async () => {
  const arm = '/subscriptions/s1/resourceGroups/g/providers'
  const scope = await read({
    'account.json': {
      id: 's1',
      name: 'prod',
      tenantId: 'T1',
      homeTenantId: 'T1',
      state: 'Enabled',
      user: { name: 'x' },
    },
    'identities.json': [
      {
        id: `${arm}/Microsoft.ManagedIdentity/userAssignedIdentities/i`,
        name: 'i',
        type: 'Microsoft.ManagedIdentity/userAssignedIdentities',
        principalId: 'p1',
        clientId: 'c1',
        tenantId: 't1',
        tags: {},
      },
    ],
    'assignments.json': [
      {
        id: '/subscriptions/s1/providers/Microsoft.Authorization/roleAssignments/a1',
        type: 'Microsoft.Authorization/roleAssignments',
        principalId: 'p1',
        principalType: 'ServicePrincipal',
        roleDefinitionId: '/x/roleDefinitions/r1',
        scope: '/subscriptions/s1',
        condition: null,
        createdOn: '2026-01-01T00:00:00Z',
        createdBy: '',
        delegatedManagedIdentityResourceId: null,
      },
    ],
    // Without properties nothing follows of keys: what is not there is not what Azure leaves out.
    'resources.json': [
      { id: `${arm}/Microsoft.Storage/storageAccounts/x`, name: 'x', type: 'Microsoft.Storage/storageAccounts' },
    ],
  })
  expect(scope.scope.nativeId).toBe('t1')
  expect(kindsIn(scope, 'subscriptions')).toEqual(['subscription'])
  expect(kindsIn(scope, 'role-assignments')).toEqual(['role-assignment', 'grants'])
  expect(kindsIn(scope, 'local-auth')).toEqual([])
  expect(gapsOf(scope, 'local-auth').map(({ reason }) => reason)).toEqual(['not-collected', 'not-collected'])
})

test.each([
  [{ 'x.json': '{' }, 'x.json is no JSON.'],
  [{ 'x.json': { hello: 1 } }, 'x.json holds nothing that is known here.'],
  [{ 'x.json': [] }, 'x.json holds nothing that is known here.'],
  [{ 'x.json': [app('1')] }, 'No file says which tenant this is.'],
  [
    { 'x.json': ['a', 'b'].map((tenantId) => ({ id: tenantId, tenantId, state: 'Enabled' })) },
    'The files are of several tenants.',
  ],
])('%j: %s', async (files: Files, message) => {
  await expect(read(files)).rejects.toThrow(message)
})

test('what is for files of AWS is refused', async () => {
  await expect(read({ 'o.json': organization }, { resources: 'r.json' })).rejects.toThrow('by --from alone')
})
