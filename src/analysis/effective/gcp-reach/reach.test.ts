/** One case for each way to tokens and keys of an account, for what closes it, and for where ways lead. */
import { describe, expect, test } from 'vitest'
import { viewOf } from '../../../inventory/memory.ts'
import {
  gcpAgentIdentity,
  gcpAgentPrincipal,
  gcpBoundary,
  gcpDeny,
  gcpEmail,
  gcpFolder,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpOrganizationName,
  gcpProject,
  gcpRole,
  gcpScope,
  gcpServiceAccount,
} from '../../../../test/support/gcp-records.ts'
import { ground, owner, may, pathsOf, wayOf, token, overAdmin } from '../../../../test/support/gcp-ways.ts'
import { gcpMethods } from '../gcp-abilities/index.ts'
import { controlOf } from './index.ts'

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
