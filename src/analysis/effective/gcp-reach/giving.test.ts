/** Ways over roles that somebody gives or rewrites, over delegation and over pools, and near misses of each. */
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../inventory/memory.ts'
import {
  gcpEmail,
  gcpFolder,
  gcpGrant,
  gcpOrganizationName,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
} from '../../../../test/support/gcp-records.ts'
import { ground, owner, may, pathsOf, wayOf, token } from '../../../../test/support/gcp-ways.ts'
import { controlOf } from './index.ts'

describe('by giving itself a role', () => {
  const root = [
    gcpServiceAccount({ name: 'root' }),
    gcpGrant({ to: 'root', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName }),
  ]
  const iamAdmin = (condition: string | null = null) =>
    gcpGrant({ to: 'taker', role: 'roles/resourcemanager.projectIamAdmin', condition })
  const only = (role: string) => `api.getAttribute('iam.googleapis.com/modifiedGrantsByRole', []).hasOnly(['${role}'])`

  test('over what the account lies in', () => {
    expect(pathsOf([...root, iamAdmin()])).toMatchObject([
      { id: 'gcp-set-project-policy', verdict: 'proven', target: gcpOrganizationName },
    ])
    const folders = gcpRole({ role: 'roles/test.folders', permissions: ['resourcemanager.folders.setIamPolicy'] })
    const grant = [...gcpGrant({ to: 'taker', role: 'roles/test.folders', on: 'folders/2' }), ...folders]
    const below = gcpProject({ above: ['folders/2', gcpOrganizationName] })
    expect(wayOf([...root, gcpFolder(), below, grant])).toBe('proven: gcp-set-folder-policy')
    expect(wayOf([...root, gcpFolder(), grant])).toBe('none')
  })

  test('unless it may give harmless ones alone', () => {
    expect(wayOf([...root, iamAdmin(only('roles/run.invoker'))])).toBe('none')
    expect(wayOf([...root, iamAdmin(only('roles/iam.serviceAccountTokenCreator'))])).toBe(
      'proven: gcp-set-project-policy',
    )
    const view = (condition: string) => viewOf({ scope: gcpScope(), records: [...ground, iamAdmin(condition)].flat() })
    const member = `serviceAccount:${gcpEmail('taker')}`
    expect(controlOf(view(only('roles/run.invoker')), member)).toBeUndefined()
    expect(controlOf(view(only('roles/owner')), member)).toMatchObject({ verdict: 'proven' })
  })
})

describe('by roles and delegation', () => {
  const custom = `${gcpOrganizationName}/roles/deployer`
  const holdsCustom = [
    ...gcpGrant({ to: 'taker', role: custom }),
    ...gcpRole({ role: custom, permissions: ['run.services.get'] }),
  ]
  const updates = may(['iam.roles.update'], { on: gcpOrganizationName })

  test('a custom role that it holds and may update', () => {
    const [path] = pathsOf([holdsCustom, updates])
    expect(path).toMatchObject({ id: 'gcp-update-role', verdict: 'proven', target: 'projects/acme-prod' })
    expect(path?.hops).toMatchObject([
      { from: gcpEmail('taker'), to: 'projects/acme-prod', toName: 'the project acme-prod' },
    ])
  })

  test('neither without the other', () => {
    expect(wayOf([holdsCustom])).toBe('none')
    expect(wayOf([updates])).toBe('none')
    expect(wayOf([holdsCustom, may(['iam.roles.update'])])).toBe('none')
  })

  test('tokens that another account asks for', () => {
    const between = gcpServiceAccount({ name: 'between' })
    const grants = [
      may(['iam.serviceAccounts.implicitDelegation'], { on: 'between' }),
      may([token], { to: 'between', on: 'admin' }),
    ]
    expect(wayOf([owner, between, ...grants])).toBe('proven: gcp-sa-implicit-delegation')
    expect(wayOf([owner, between, grants[0] ?? []])).toBe('none')
  })

  const principal = `principalSet://iam.googleapis.com/${gcpPoolName()}/attribute.repository/acme/api`
  test('a pool that it decides who gets into', () => {
    const trusted = gcpGrant({ to: principal, role: 'roles/iam.workloadIdentityUser', on: 'admin' })
    const records = [owner, gcpProvider(), trusted, may(['iam.googleapis.com/workloadIdentityPoolProviders.update'])]
    expect(wayOf(records)).toBe('proven: gcp-pool-provider + gcp-sa-get-access-token')
    expect(wayOf([owner, gcpProvider(), trusted, may(['iam.googleapis.com/workloadIdentityPools.create'])])).toBe(
      'none',
    )
  })

  test('pods that run under the name of a service account', () => {
    const pod = 'serviceAccount:acme-prod.svc.id.goog[shop/api]'
    const trusted = gcpGrant({ to: pod, role: 'roles/iam.workloadIdentityUser', on: 'admin' })
    expect(wayOf([owner, trusted, may(['container.pods.create'])])).toBe(
      'conditional: gcp-gke-pods + gcp-sa-get-access-token',
    )
    expect(wayOf([owner, trusted], pod)).toBe('proven: gcp-sa-get-access-token')
  })
})
