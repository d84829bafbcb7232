/** One case for each step to control that hangs on something easily missed, and what closes it. */
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../inventory/memory.ts'
import {
  gcpAgentIdentity,
  gcpAgentPrincipal,
  gcpBoundary,
  gcpDefaultAccount,
  gcpDeny,
  gcpEmail,
  gcpFolder,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpOrganizationName,
  gcpPoolName,
  gcpProject,
  gcpProvider,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
  gcpWorkload,
} from '../../../../test/support/gcp-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { gcpMethods } from '../gcp-abilities/index.ts'
import type { GcpMethod } from '../gcp-abilities/index.ts'
import { controlOf, reachOf } from './index.ts'
import type { ReachOptions } from './index.ts'

const taker = gcpServiceAccount({ name: 'taker' })
const admin = gcpServiceAccount({ name: 'admin' })
const ground = [gcpOrganization(), gcpProject(), taker, admin]
const owner = gcpGrant({ to: 'admin', role: 'roles/owner' })

/** A role of these permissions alone. */
function may(permissions: readonly string[], more: Parameters<typeof gcpGrant>[0] = {}): Records {
  const role = `roles/test.${permissions.join('-')}`
  return [...gcpGrant({ to: 'taker', role, ...more }), ...gcpRole({ role, permissions })]
}

function pathsOf(records: readonly Records[], name = 'taker', options: ReachOptions = {}) {
  const view = viewOf({ scope: gcpScope(), records: [...ground, ...records].flat() })
  const member = name.includes(':') ? name : `serviceAccount:${gcpEmail(name)}`
  return reachOf(view, member, options)
}

/** `none`, or the verdict and the steps of the first way. */
function wayOf(records: readonly Records[], name = 'taker'): string {
  const [path] = pathsOf(records, name)
  return path === undefined ? 'none' : `${path.verdict}: ${path.id}`
}

const token = 'iam.serviceAccounts.getAccessToken'
const overAdmin = { on: 'admin' }

describe('by the account itself', () => {
  const methods = gcpMethods.filter(({ at, gives }) => at === 'service-account' && gives === 'become')
  test.each(methods.map((method) => [method.id, method.all] as const))('%s opens', (id, all) => {
    const [found] = pathsOf([owner, may(all, overAdmin)])
    // Making a key and uploading one take the same permission.
    expect(found?.id).toBe(id === 'gcp-sa-upload-key' ? 'gcp-sa-create-key' : id)
    expect(found).toMatchObject({ verdict: 'proven', gain: 'admin', target: 'projects/acme-prod' })
  })

  test.each(['actAs', 'list', 'getIamPolicy', 'getOpenIdToken', 'implicitDelegation'])('%s alone does not', (verb) => {
    expect(wayOf([owner, may([`iam.serviceAccounts.${verb}`], overAdmin)])).toBe('none')
  })

  test('says what is held, what is done, and how it ends', () => {
    const [path] = pathsOf([
      owner,
      gcpGrant({ to: 'taker', role: 'roles/iam.serviceAccountTokenCreator', on: 'admin' }),
    ])
    expect(path?.hops).toEqual([
      {
        from: gcpEmail('taker'),
        to: gcpEmail('admin'),
        fromName: 'taker',
        toName: 'admin',
        by: 'gcp-sa-get-access-token',
        actions: [token],
        text: `taker holds roles/iam.serviceAccountTokenCreator on the service account ${gcpEmail('admin')}: it gets access tokens of ${gcpEmail('admin')}.`,
      },
    ])
    expect(path?.mend).toBe(
      `Take roles/iam.serviceAccountTokenCreator on the service account ${gcpEmail('admin')} from taker, or hold it to service accounts without power.`,
    )
    expect(path?.statements.map(({ policy }) => policy)).toEqual([
      'roles/iam.serviceAccountTokenCreator',
      'roles/owner',
    ])
  })

  test.each([
    ['a project', 'projects/acme-prod'],
    ['a folder', 'folders/2'],
    ['the organization', gcpOrganizationName],
  ])('a role over %s reaches every account below', (_, on) => {
    const folder = [gcpFolder(), gcpProject({ above: ['folders/2', gcpOrganizationName] })]
    expect(wayOf([owner, ...folder, may([token], { on })])).toBe('proven: gcp-sa-get-access-token')
  })

  test('a role over another project does not', () => {
    const other = gcpProject({ name: 'acme-dev' })
    expect(wayOf([owner, other, may([token], { on: 'projects/acme-dev' })])).toBe('none')
  })

  test('the members of a group hold what the group does', () => {
    const group = gcpGroup({ name: 'ops', members: ['taker'] })
    expect(wayOf([owner, group, may([token], { on: 'admin', to: 'group:ops@acme.example' })])).toBe(
      'proven: gcp-sa-get-access-token',
    )
  })

  test('an agent acts by an identity of its own', () => {
    const agent = gcpAgentIdentity()
    const records = [owner, agent, may([token], { on: 'admin', to: gcpAgentPrincipal() })]
    expect(wayOf(records, gcpAgentPrincipal())).toBe('proven: gcp-sa-get-access-token')
  })
})

describe('what closes the way', () => {
  const open = [owner, may([token], overAdmin)]
  const key = [owner, may(['iam.serviceAccountKeys.create'], overAdmin)]

  test('an account that is switched off', () => {
    expect(wayOf([...open, gcpServiceAccount({ name: 'admin', enabled: false })])).toBe('none')
    expect(wayOf([...open, gcpServiceAccount({ name: 'taker', enabled: false })])).toBe('none')
  })

  test('a denial', () => {
    const denial = gcpDeny({ permissions: ['iam.googleapis.com/serviceAccounts.getAccessToken'] })
    expect(wayOf([...open, denial])).toBe('none')
    expect(wayOf([...key, gcpDeny()])).toBe('none')
    expect(wayOf([...open, gcpDeny()])).toBe('proven: gcp-sa-get-access-token')
  })

  test('a boundary that leaves the project out', () => {
    expect(wayOf([...open, gcpBoundary({ resources: ['projects/acme-dev'] })])).toBe('none')
    expect(wayOf([...open, gcpBoundary()])).toBe('proven: gcp-sa-get-access-token')
  })

  test('constraints, of making keys and of uploading them', () => {
    const constrained = (...names: readonly string[]) =>
      gcpProject({ constraints: Object.fromEntries(names.map((name) => [name, true])) })
    const creation = 'iam.disableServiceAccountKeyCreation'
    const upload = 'iam.managed.disableServiceAccountKeyUpload'
    expect(wayOf([...key, constrained(creation)])).toBe('proven: gcp-sa-upload-key')
    expect(wayOf([...key, constrained(upload)])).toBe('proven: gcp-sa-create-key')
    expect(wayOf([...key, constrained(creation, upload)])).toBe('none')
    expect(wayOf([...open, constrained(creation, upload)])).toBe('proven: gcp-sa-get-access-token')
    expect(wayOf([...key, gcpProject({ constraints: { unknown: 'denied' } })])).toBe('possible: gcp-sa-create-key')
  })

  test('conditions are told, and what has ended is over', () => {
    const under = (condition: string) => wayOf([owner, may([token], { on: 'admin', condition })])
    expect(under(`request.time < timestamp('2030-01-01T00:00:00Z')`)).toBe('conditional: gcp-sa-get-access-token')
    const ended = may([token], { on: 'admin', condition: `request.time < timestamp('2026-01-01T00:00:00Z')` })
    expect(pathsOf([owner, ended], 'taker', { now: '2026-11-21T10:00:00Z' })).toEqual([])
    expect(pathsOf([owner, ended], 'taker', { now: '2025-11-21T10:00:00Z' })).toMatchObject([{ verdict: 'proven' }])
  })

  test('control under a condition', () => {
    const condition = `request.time < timestamp('2030-01-01T00:00:00Z')`
    const [path] = pathsOf([gcpGrant({ to: 'admin', role: 'roles/owner', condition }), may([token], overAdmin)])
    expect(path).toMatchObject({ verdict: 'conditional' })
    expect(path?.conditions.join(' ')).toContain('request.time')
  })

  test('a chain that is longer than asked for', () => {
    const over = [
      gcpServiceAccount({ name: 'between' }),
      may([token], { on: 'between' }),
      may([token], { to: 'between', on: 'admin' }),
    ]
    expect(pathsOf([owner, ...over], 'taker', { hops: 1 })).toEqual([])
    expect(wayOf([owner, ...over])).toBe('proven: gcp-sa-get-access-token + gcp-sa-get-access-token')
  })
})

describe('by running code', () => {
  const acting = may(['iam.serviceAccounts.actAs'], overAdmin)
  const needs = ({ all, oneOf }: GcpMethod) => [...all, ...(oneOf ?? []).slice(0, 1)]
  const anew = gcpMethods.filter(({ at, actAs, existing }) => at === 'project' && actAs && existing === undefined)

  test.each(anew.map((method) => [method.id, method] as const))(
    '%s takes acting as the account beside',
    (id, method) => {
      expect(wayOf([owner, acting, may(needs(method))])).toBe(`proven: ${id}`)
      expect(wayOf([owner, may(needs(method))])).toBe('none')
    },
  )

  test('deploying elsewhere is of no use', () => {
    const other = gcpProject({ name: 'acme-dev' })
    expect(wayOf([owner, other, acting, may(['run.services.create'], { on: 'projects/acme-dev' })])).toBe('none')
  })

  test('an editor becomes the default account of the project', () => {
    const machine = gcpDefaultAccount()
    const grants = gcpGrant({ to: machine[0]?.type === 'identity' ? machine[0].nativeId : '', role: 'roles/owner' })
    expect(wayOf([machine, grants, gcpGrant({ to: 'taker', role: 'roles/editor' })])).toContain('proven: gcp-')
  })

  const running = gcpMethods.filter(({ at, gives }) => at === 'workload' && gives === 'become')
  test.each(running.map((method) => [method.id, method] as const))(
    '%s takes something that runs as it',
    (id, method) => {
      const workload = gcpWorkload({ account: 'admin', type: method.existing?.[0] ?? '' })
      const grants = [may(needs(method)), ...(method.actAs ? [acting] : [])]
      const verdict = method.hangsOn === undefined ? 'proven' : 'conditional'
      expect(wayOf([owner, workload, ...grants])).toBe(`${verdict}: ${id}`)
      expect(wayOf([owner, gcpWorkload({ account: 'taker', type: method.existing?.[0] ?? '' }), ...grants])).toBe(
        'none',
      )
    },
  )

  test('machines without the scope for it hand out no such token', () => {
    const machine = { account: 'admin', type: 'compute.googleapis.com/Instance' }
    const grants = [owner, acting, may(['compute.instances.setMetadata'])]
    const scopes = ['https://www.googleapis.com/auth/devstorage.read_only']
    expect(wayOf([...grants, gcpWorkload({ ...machine, scopes })])).toBe('none')
    expect(wayOf([...grants, gcpWorkload({ ...machine, scopes: { unknown: 'denied' } })])).toBe(
      'possible: gcp-machine-metadata',
    )
  })

  test('updating takes something of its kind in the project', () => {
    const grants = [owner, acting, may(['run.services.update'])]
    expect(wayOf(grants)).toBe('none')
    expect(wayOf([...grants, gcpWorkload({ account: 'taker' })])).toBe('proven: gcp-update-run')
  })

  test('builds run as the account that Google made for them', () => {
    const builds = gcpServiceAccount({ name: '1@cloudbuild.gserviceaccount.com', defaultOf: 'cloud-build' })
    const grants = [
      gcpGrant({ to: '1@cloudbuild.gserviceaccount.com', role: 'roles/owner' }),
      may(['cloudbuild.builds.create']),
    ]
    expect(wayOf([builds, ...grants])).toBe('conditional: gcp-build-default')
  })
})

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
    const records = [owner, gcpProvider(), trusted, may(['iam.workloadIdentityPoolProviders.update'])]
    expect(wayOf(records)).toBe('proven: gcp-pool-provider + gcp-sa-get-access-token')
    expect(wayOf([owner, gcpProvider(), trusted, may(['iam.workloadIdentityPools.create'])])).toBe('none')
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

describe('where it leads', () => {
  test('to the widest first, and nowhere that it is already', () => {
    const root = [
      gcpServiceAccount({ name: 'root' }),
      gcpGrant({ to: 'root', role: 'roles/resourcemanager.organizationAdmin', on: gcpOrganizationName }),
    ]
    const records = [owner, ...root, may([token])]
    expect(pathsOf(records).map(({ target }) => target)).toEqual([gcpOrganizationName, 'projects/acme-prod'])
    expect(pathsOf(records, 'root')).toEqual([])
    expect(pathsOf([...root, gcpGrant({ to: 'admin', role: 'roles/viewer' })], 'admin')).toEqual([])
    expect(pathsOf([...records, may([token], { to: 'admin' })], 'admin').map(({ target }) => target)).toEqual([
      gcpOrganizationName,
    ])
  })

  test('from one project into another, and not back into its own', () => {
    const dev = [
      gcpProject({ name: 'acme-dev' }),
      gcpGrant({ to: 'taker', role: 'roles/owner', on: 'projects/acme-dev' }),
    ]
    expect(pathsOf([owner, ...dev, may([token], overAdmin)])).toMatchObject([{ target: 'projects/acme-prod' }])
    const inside = [gcpServiceAccount({ name: 'second' }), gcpGrant({ to: 'second', role: 'roles/owner' })]
    expect(pathsOf([owner, ...inside], 'admin')).toEqual([])
    // Over one who owns the same project, and gets to another.
    const further = may([token], { to: 'second', on: 'dev-owner' })
    const other = [
      gcpServiceAccount({ name: 'dev-owner' }),
      gcpGrant({ to: 'dev-owner', role: 'roles/owner', on: 'projects/acme-dev' }),
    ]
    expect(pathsOf([owner, ...inside, gcpProject({ name: 'acme-dev' }), ...other, further], 'admin')).toMatchObject([
      { target: 'projects/acme-dev', hops: [{ to: gcpEmail('dev-owner') }] },
    ])
  })

  test('a way that is sure comes before a shorter one that is not', () => {
    const over = [
      gcpServiceAccount({ name: 'between' }),
      may([token], { on: 'between' }),
      may([token], { to: 'between', on: 'admin' }),
    ]
    const unsure = may(['iam.serviceAccounts.signJwt'], {
      on: 'admin',
      condition: 'request.time < timestamp("2030-01-01T00:00:00Z")',
    })
    expect(wayOf([owner, ...over, unsure])).toContain('proven: ')
  })

  test('tells who controls what it holds itself', () => {
    const view = viewOf({ scope: gcpScope(), records: [...ground, owner].flat() })
    expect(controlOf(view, `serviceAccount:${gcpEmail('admin')}`)).toMatchObject({
      level: 'project',
      container: 'projects/acme-prod',
    })
    expect(controlOf(view, `serviceAccount:${gcpEmail('taker')}`)).toBeUndefined()
  })

  test('what was not read leads nowhere', () => {
    expect(wayOf([owner, [gcpGap({ step: 'roles' })]])).toBe('none')
    const role = 'roles/unread'
    const unread = [...gcpGrant({ to: 'taker', role }), ...gcpRole({ role, permissions: { unknown: 'denied' } })]
    expect(wayOf([owner, unread])).toBe('none')
  })

  test('everybody is told of elsewhere', () => {
    expect(wayOf([owner, may([token], { on: 'admin', to: 'allAuthenticatedUsers' })])).toBe('none')
  })
})
