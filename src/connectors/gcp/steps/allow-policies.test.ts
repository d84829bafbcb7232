import { expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import {
  accountFacts,
  denied,
  disabled,
  projectFacts,
  recordsOf,
  runGcp,
  undeclared,
} from '../../../../test/support/gcp-wire.ts'
import type { GcpRun, GcpWire } from '../../../../test/support/gcp-wire.ts'
import { grantsSteps } from '../grants-plane.ts'

const ci = {
  entity: 'gcp:google:service-account:ci@acme-prod.iam.gserviceaccount.com',
  uniqueId: '104242424242424242424',
  email: 'ci@acme-prod.iam.gserviceaccount.com',
  projectId: 'acme-prod',
  enabled: true,
}
const facts = { ...projectFacts('acme-prod'), ...accountFacts(ci), folders: ['folders/2'], above: [] }
const onProject = '//cloudresourcemanager.googleapis.com/projects/acme-prod'
const pool = `principalSet://iam.googleapis.com/projects/7/locations/global/workloadIdentityPools/github/*`
const number = gcpProjectNumber('acme-prod')
const agent = 'service-7@gcp-sa-aiplatform.iam.gserviceaccount.com'

const whole: GcpWire = {
  facts,
  policyRows: [
    {
      resource: onProject,
      assetType: 'cloudresourcemanager.googleapis.com/Project',
      project: `projects/${number}`,
      policy: {
        bindings: [
          {
            role: 'roles/editor',
            members: [
              'user:ann@acme.example',
              `serviceAccount:CI@acme-prod.iam.gserviceaccount.com`,
              `serviceAccount:${agent}`,
            ],
            condition: { title: 'for a while', expression: 'request.time < timestamp("2027-01-01T00:00:00Z")' },
          },
          {
            role: 'roles/viewer',
            members: [
              'group:Robots@acme.example',
              'deleted:serviceAccount:old@acme-prod.iam.gserviceaccount.com?uid=9',
            ],
          },
          { role: 'roles/owner', members: ['user:ann@acme.example', 'deleted:user:bob@acme.example?uid=3'] },
        ],
      },
    },
    {
      resource: `//iam.googleapis.com/projects/acme-prod/serviceAccounts/${ci.uniqueId}`,
      assetType: 'iam.googleapis.com/ServiceAccount',
      project: `projects/${number}`,
      policy: {
        bindings: [
          {
            role: 'roles/iam.workloadIdentityUser',
            members: [pool, 'serviceAccount:acme-prod.svc.id.goog[shop/till]'],
          },
        ],
      },
    },
    {
      resource: '//storage.googleapis.com/acme-logs',
      assetType: 'storage.googleapis.com/Bucket',
      project: `projects/${number}`,
      policy: { bindings: [{ role: 'roles/storage.objectViewer', members: ['allUsers', 'projectEditor:acme-prod'] }] },
    },
    {
      resource: '//storage.googleapis.com/people',
      assetType: 'storage.googleapis.com/Bucket',
      policy: { bindings: [{ role: 'roles/storage.objectViewer', members: ['user:ann@acme.example'] }] },
    },
  ],
}

const policies = (run: GcpRun) =>
  recordsOf(run, 'resource').flatMap(({ kind, facts: told }) => (kind === 'iam-policy' ? [told] : []))

test('an organization’s bindings are kept with whom they bind, people counted and not named', async () => {
  const run = await runGcp(['allow-policies'], whole)
  expect(run.gaps).toEqual([])
  expect(policies(run)).toEqual([
    {
      resource: onProject,
      container: 'projects/acme-prod',
      assetType: 'cloudresourcemanager.googleapis.com/Project',
      bindings: [
        {
          role: 'roles/editor',
          members: [`serviceAccount:${ci.email}`, `serviceAccount:${agent}`],
          people: 1,
          condition: { title: 'for a while', expression: 'request.time < timestamp("2027-01-01T00:00:00Z")' },
        },
        {
          role: 'roles/viewer',
          members: ['deleted:serviceAccount:old@acme-prod.iam.gserviceaccount.com?uid=9', 'group:robots@acme.example'],
          people: 0,
          condition: null,
        },
      ],
    },
    expect.objectContaining({
      resource: `//iam.googleapis.com/projects/acme-prod/serviceAccounts/${ci.email}`,
      container: 'projects/acme-prod',
    }),
    expect.objectContaining({ resource: '//storage.googleapis.com/acme-logs', container: 'projects/acme-prod' }),
  ])
  expect(JSON.stringify(run.records)).not.toMatch(/ann@|bob@/)
})

test('grants lead from accounts and groups to roles, and what later steps ask for is noted', async () => {
  const run = await runGcp(['allow-policies'], whole)
  const edges = recordsOf(run, 'edge')
  expect(edges.map(({ from, to }) => `${from} ${to}`)).toEqual([
    `${ci.entity} gcp:organizations/1:iam-role:roles/editor`,
    'gcp:organizations/1:group:robots@acme.example gcp:organizations/1:iam-role:roles/viewer',
  ])
  expect(edges[0]).toMatchObject({
    via: `${onProject}#roles/editor#request.time < timestamp("2027-01-01T00:00:00Z")`,
    conditions: { resource: onProject, condition: { title: 'for a while' } },
  })
  const { heldRoles, heldGroups, poolBindings, serviceAgents } = run.session.facts
  expect([...heldRoles]).toEqual([
    'roles/editor',
    'roles/viewer',
    'roles/iam.workloadIdentityUser',
    'roles/storage.objectViewer',
  ])
  expect([...heldGroups]).toEqual(['robots@acme.example'])
  expect([...serviceAgents]).toEqual([agent])
  expect(poolBindings.map(({ member, serviceAccount }) => [member, serviceAccount])).toEqual([
    [pool, ci.email],
    ['serviceAccount:acme-prod.svc.id.goog[shop/till]', ci.email],
  ])
})

test('Google’s own accounts are told apart, with the service and the project that they work for', async () => {
  const members = [
    `serviceAccount:${agent}`,
    'serviceAccount:p7-44@gcp-sa-cloud-sql.iam.gserviceaccount.com',
    'serviceAccount:7@cloudservices.gserviceaccount.com',
    'serviceAccount:service-7@container-engine-robot.iam.gserviceaccount.com',
    'serviceAccount:service-org-1@gcp-sa-pam.iam.gserviceaccount.com',
    // These are the customer's.
    'serviceAccount:7-compute@developer.gserviceaccount.com',
    'serviceAccount:7@cloudbuild.gserviceaccount.com',
    'serviceAccount:acme-prod@appspot.gserviceaccount.com',
    'serviceAccount:talk@chat-robot.iam.gserviceaccount.com',
    'serviceAccount:service-7@acme-lab.iam.gserviceaccount.com',
  ]
  const run = await runGcp(['allow-policies'], {
    facts,
    policyRows: [{ resource: onProject, assetType: '', policy: { bindings: [{ role: 'roles/editor', members }] } }],
  })
  const agents = recordsOf(run, 'resource').filter(({ kind }) => kind === 'service-agent')
  expect(agents.map(({ facts: { service, projectNumber } }) => [service, projectNumber])).toEqual([
    ['aiplatform', '7'],
    ['cloud-sql', '7'],
    ['cloudservices', '7'],
    ['container-engine-robot', '7'],
    ['pam', null],
  ])
  expect(recordsOf(run, 'edge')).toHaveLength(5)
})

test('pages are read to the end, 500 policies each', async () => {
  const run = await runGcp(['allow-policies'], { ...whole, pageSize: 1 })
  expect(policies(run)).toHaveLength(3)
  expect(run.questions[0]?.query.get('pageSize')).toBe('500')
})

test('without the search nothing is known of policies', async () => {
  const run = await runGcp(['allow-policies'], { facts, policyRows: denied('cloudasset.assets.searchAllIamPolicies') })
  expect(run.gaps).toMatchObject([{ reason: 'denied', permission: 'cloudasset.assets.searchAllIamPolicies' }])
})

const bindings = (role: string) => ({ bindings: [{ role, members: [`serviceAccount:${ci.email}`] }] })
const alone: GcpWire = {
  root: 'projects/acme-prod',
  assets: false,
  facts: { ...facts, above: ['folders/2', 'organizations/1'] },
  at: {
    'cloudresourcemanager /v3/projects/acme-prod:getIamPolicy': bindings('roles/editor'),
    'cloudresourcemanager /v3/folders/2:getIamPolicy': bindings('roles/browser'),
    'cloudresourcemanager /v3/organizations/1:getIamPolicy': bindings('roles/viewer'),
    [`iam /v1/projects/acme-prod/serviceAccounts/${ci.email}:getIamPolicy`]: bindings('roles/iam.serviceAccountUser'),
    'secretmanager /v1/projects/acme-prod/secrets': {
      secrets: [{ name: 'projects/7/secrets/db' }, { name: 'projects/7/secrets/api' }],
    },
    'secretmanager /v1/projects/7/secrets/db:getIamPolicy': bindings('roles/secretmanager.secretAccessor'),
    'secretmanager /v1/projects/7/secrets/api:getIamPolicy': { etag: 'ACAB' },
  },
}

test('a project that is asked by itself tells its own policies, those of its accounts and secrets, and what it inherits', async () => {
  const run = await runGcp(['allow-policies'], alone)
  expect(run.gaps).toEqual([])
  const told = policies(run).map(({ resource, container }) => JSON.stringify([resource, container]))
  expect(told.toSorted().map((each) => (JSON.parse(each) as string[]).join(' '))).toEqual([
    '//cloudresourcemanager.googleapis.com/folders/2 folders/2',
    '//cloudresourcemanager.googleapis.com/organizations/1 organizations/1',
    `${onProject} projects/acme-prod`,
    `//iam.googleapis.com/projects/acme-prod/serviceAccounts/${ci.email} projects/acme-prod`,
    '//secretmanager.googleapis.com/projects/7/secrets/db projects/acme-prod',
  ])
  const versions = run.questions.flatMap(
    ({ body, query }) => JSON.stringify(body) ?? query.get('options.requestedPolicyVersion'),
  )
  expect(versions.filter((version) => version?.includes('3'))).toHaveLength(6)
})

test('what lies above a project is left to the scopes that it has of its own', async () => {
  const run = await runGcp(['allow-policies'], { ...alone, aboveIsRead: true })
  expect(run.asked.filter((address) => /folders|organizations/.test(address))).toEqual([])
})

test('an organization without Cloud Asset tells its own policy and those of its folders', async () => {
  const run = await runGcp(['allow-policies'], { ...alone, root: 'organizations/1', facts })
  expect(policies(run).map(({ container }) => container)).toEqual(['organizations/1', 'folders/2'])
})

test('each refusal names the permission, and hides no more than it has to', async () => {
  const refused = {
    ...alone.at,
    'cloudresourcemanager /v3/organizations/1:getIamPolicy': denied('resourcemanager.organizations.getIamPolicy'),
    'cloudresourcemanager /v3/folders/2:getIamPolicy': denied('resourcemanager.folders.getIamPolicy'),
    [`iam /v1/projects/acme-prod/serviceAccounts/${ci.email}:getIamPolicy`]: denied('iam.serviceAccounts.getIamPolicy'),
    'secretmanager /v1/projects/acme-prod/secrets': denied('secretmanager.secrets.list'),
  }
  const run = await runGcp(['allow-policies'], { ...alone, at: refused })
  expect(policies(run).map(({ resource }) => resource)).toEqual([onProject])
  expect(run.gaps.map(({ reason, permission }) => [reason, permission])).toEqual([
    ['denied', 'iam.serviceAccounts.getIamPolicy'],
    ['denied', 'secretmanager.secrets.list'],
    ['denied', 'resourcemanager.folders.getIamPolicy'],
    ['denied', 'resourcemanager.organizations.getIamPolicy'],
  ])
  expect(undeclared(grantsSteps, run)).toEqual([])
})

test('a project that has no Secret Manager hides no policies by that', async () => {
  const at = { ...alone.at, 'secretmanager /v1/projects/acme-prod/secrets': disabled('secretmanager.googleapis.com') }
  const run = await runGcp(['allow-policies'], { ...alone, at })
  expect(run.gaps).toEqual([])
})

test('where nobody knows what is above, what is inherited is unknown', async () => {
  const run = await runGcp(['allow-policies'], { root: 'folders/2', facts: { ...facts, above: undefined } })
  expect(run.gaps).toMatchObject([{ reason: 'not-collected', detail: expect.stringContaining('folders/2 inherits') }])
})
