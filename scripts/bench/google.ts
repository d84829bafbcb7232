/**
 * An organization of 1,000 projects and 10,000 service accounts behind the Google test server, in a process of its own:
 * says where it listens in one line of JSON, and on SIGTERM in another what was asked of it.
 */
import { googleEstateOf } from '../../fixtures/servers/google/estate.ts'
import type { NamedRow, ServiceAccountRow } from '../../fixtures/servers/google/estate.ts'
import { startGoogleServer } from '../../fixtures/servers/google/server.ts'
import { digits, hex } from '../estate/larkspur/google/ids.ts'
import { predefinedRoles } from '../estate/larkspur/google/roles.ts'

const [projects, folders, accountsEach, userKeys, machinesEach] = [1000, 40, 10, 2000, 12]
const organization = 'organizations/900900900900'
const range = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n)
const projectId = (n: number): string => `bench-${String(n).padStart(4, '0')}`
const projectNumber = (n: number): string => String(820_000_000_000 + n)
const email = (n: number): string =>
  `svc-${n % accountsEach}@${projectId(Math.floor(n / accountsEach))}.iam.gserviceaccount.com`
const accounts = range(projects * accountsEach)
const member = (n: number): string => `serviceAccount:${email(n)}`

function account(n: number): ServiceAccountRow {
  const project = projectId(Math.floor(n / accountsEach))
  return {
    name: `projects/${project}/serviceAccounts/${email(n)}`,
    projectId: project,
    uniqueId: digits(`bench ${n}`),
    email: email(n),
    displayName: `service ${n}`,
    createTime: '2025-05-05T08:00:00Z',
  }
}

/** One that Google manages for each account, and one of the customer's for every fifth. */
function keysOf(n: number): readonly NamedRow[] {
  const key = (id: string, keyType: string): NamedRow => ({
    name: `${account(n).name}/keys/${hex(`${id} ${n}`)}`,
    validAfterTime: '2026-10-10T08:00:00Z',
    validBeforeTime: keyType === 'USER_MANAGED' ? '9999-12-31T23:59:59Z' : '2026-12-12T08:00:00Z',
    keyAlgorithm: 'KEY_ALG_RSA_2048',
    keyOrigin: 'GOOGLE_PROVIDED',
    keyType,
  })
  const own = n % (accounts.length / userKeys) === 0 ? [key('user', 'USER_MANAGED')] : []
  return [key('system', 'SYSTEM_MANAGED'), key('system too', 'SYSTEM_MANAGED'), ...own]
}

function machinesOf(project: number): readonly NamedRow[] {
  const zone = `https://www.googleapis.com/compute/v1/projects/${projectId(project)}/zones/europe-west1-b`
  return range(machinesEach).map((n) => ({
    name: `machine-${n}`,
    id: digits(`machine ${project} ${n}`, 19),
    zone,
    selfLink: `${zone}/instances/machine-${n}`,
    status: 'RUNNING',
    serviceAccounts: [
      {
        email: email(project * accountsEach + (n % accountsEach)),
        scopes: ['https://www.googleapis.com/auth/cloud-platform'],
      },
    ],
  }))
}

const policyOf = (assetType: string, bindings: readonly object[]) => ({
  assetType,
  policy: { version: 3, etag: 'BwYAAA==', bindings },
})
const perProject = <T>(make: (n: number) => T): { readonly [project: string]: T } =>
  Object.fromEntries(range(projects).map((n) => [projectId(n), make(n)]))

const estate = googleEstateOf({
  features: ['scc-premium'],
  organizations: [{ name: organization, displayName: 'bench.example', state: 'ACTIVE' }],
  folders: range(folders).map((n) => ({
    name: `folders/${910_000_000 + n}`,
    parent: organization,
    displayName: `team-${n}`,
    state: 'ACTIVE',
  })),
  projects: range(projects).map((n) => ({
    name: `projects/${projectNumber(n)}`,
    projectId: projectId(n),
    parent: `folders/${910_000_000 + (n % folders)}`,
    displayName: projectId(n),
    state: 'ACTIVE',
    createTime: '2024-04-04T08:00:00Z',
  })),
  serviceAccounts: perProject((n) => range(accountsEach).map((m) => account(n * accountsEach + m))),
  serviceAccountKeys: Object.fromEntries(accounts.map((n) => [email(n), keysOf(n)])),
  instances: perProject(machinesOf),
  policies: Object.fromEntries([
    ...range(projects).map((n) => [
      `//cloudresourcemanager.googleapis.com/projects/${projectId(n)}`,
      policyOf('cloudresourcemanager.googleapis.com/Project', [
        {
          role: n % 50 === 0 ? 'roles/editor' : 'roles/viewer',
          members: [member(n * accountsEach), member(n * accountsEach + 1)],
        },
        { role: 'roles/storage.objectViewer', members: range(6).map((m) => member(n * accountsEach + m)) },
        { role: 'roles/logging.logWriter', members: range(accountsEach).map((m) => member(n * accountsEach + m)) },
      ]),
    ]),
    ...accounts
      .filter((n) => n % 2 === 0)
      .map((n) => [
        `//iam.googleapis.com/projects/${projectId(Math.floor(n / accountsEach))}/serviceAccounts/${digits(`bench ${n}`)}`,
        policyOf('iam.googleapis.com/ServiceAccount', [
          { role: 'roles/iam.serviceAccountTokenCreator', members: [member((n + 1) % accounts.length)] },
        ]),
      ]),
  ]),
  roles: [
    ...predefinedRoles(),
    // As many as Google has, so that the list of all of them weighs what it weighs.
    ...range(2300).map((n) => ({
      name: `roles/bench.role${n}`,
      title: `Bench ${n}`,
      stage: 'GA',
      includedPermissions: range(60).map((m) => `bench.things${n}.verb${m}`),
    })),
  ],
})

const server = await startGoogleServer({ estate, now: '2026-11-21T10:00:00Z' })
process.stdout.write(`${JSON.stringify({ url: server.url, projects, accounts: accounts.length })}\n`)
process.on('SIGTERM', () => {
  process.stdout.write(`${JSON.stringify({ requests: server.calls.length })}\n`)
  void server.close().then(() => process.exit(0))
})
