import { describe, expect, test } from 'vitest'
import { gcpProjectNumber } from '../../../../test/support/gcp-place.ts'
import { accountFacts, denied, factsOf, projectFacts, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpWire } from '../../../../test/support/gcp-wire.ts'
import { insightsMeta } from './insights.ts'

const account = (name: string, projectId = 'acme-prod', enabled = true) => ({
  entity: `gcp:google:service-account:${name}@${projectId}.iam.gserviceaccount.com`,
  uniqueId: name,
  email: `${name}@${projectId}.iam.gserviceaccount.com`,
  projectId,
  enabled,
})
const [ci, idle, lab, off] = [
  account('ci'),
  account('idle'),
  account('lab', 'acme-lab'),
  account('off', 'acme-off', false),
]
const facts = { ...projectFacts('acme-prod', 'acme-lab', 'acme-off'), ...accountFacts(ci, idle, lab, off), folders: [] }

const full = '//cloudresourcemanager.googleapis.com'
const insight = (member: string, role: string, used: number, target: string, total?: string) => ({
  insightSubtype: 'PERMISSIONS_USAGE',
  targetResources: [`${full}/${target}`],
  content: {
    member,
    role,
    exercisedPermissions: Array.from({ length: used }, (_, index) => ({ permission: `run.services.${index}` })),
    inferredPermissions: [{ permission: 'run.services.get' }],
    ...(total === undefined ? {} : { currentTotalPermissionsCount: total }),
  },
})
const at = (container: string) =>
  `recommender /v1/${container}/locations/global/insightTypes/google.iam.policy.Insight/insights`
const prod = `projects/${gcpProjectNumber('acme-prod')}`

const wire: GcpWire = {
  facts,
  pageSize: 1,
  at: {
    [at('organizations/1')]: {
      insights: [insight(`serviceAccount:${ci.email}`, 'roles/viewer', 0, 'organizations/1', '3000')],
    },
    [at('projects/acme-prod')]: {
      insights: [
        insight(`serviceAccount:${ci.email}`, 'roles/editor', 2, prod, '8000'),
        insight('user:ann@acme.example', 'roles/owner', 2, prod, '9000'),
        insight(`serviceAccount:${ci.email}`, 'roles/run.admin', 1, prod),
      ],
    },
    [at('projects/acme-lab')]: {},
  },
}
const told = (run: Awaited<ReturnType<typeof runGcp>>, { entity }: typeof ci) => factsOf(run, entity)['insights']

test('each enabled account is told how much of its roles it used, wherever they are', async () => {
  const run = await runGcp(['insights'], wire)
  expect(run.gaps).toEqual([])
  expect(told(run, ci)).toEqual([
    { role: 'roles/viewer', resource: `${full}/organizations/1`, used: 1, total: 3000 },
    { role: 'roles/editor', resource: `${full}/projects/acme-prod`, used: 3, total: 8000 },
  ])
  expect(told(run, idle)).toEqual([])
  expect(told(run, off)).toBeUndefined()
  expect(run.asked.join()).not.toContain('acme-off')
  expect(JSON.stringify(run.records)).not.toContain('ann@')
})

test('without the licence, or the permission, it is unknown', async () => {
  const unlicensed = {
    status: 403,
    error: { code: 403, status: 'PERMISSION_DENIED', message: 'This requires Security Command Center Premium tier.' },
  }
  const run = await runGcp(['insights'], {
    ...wire,
    at: { ...wire.at, [at('projects/acme-lab')]: unlicensed, [at('projects/acme-prod')]: denied('x') },
  })
  expect(told(run, lab)).toEqual({ unknown: 'unlicensed' })
  expect(told(run, idle)).toEqual({ unknown: 'denied' })
  expect(new Set(run.gaps.map(({ reason, permission }) => `${reason} ${permission ?? ''}`))).toEqual(
    new Set(['denied recommender.iamPolicyInsights.list', 'unlicensed ']),
  )
  expect(undeclared([insightsMeta], run)).toEqual([])
})

describe('a project by itself', () => {
  const alone = {
    ...wire,
    root: 'projects/acme-prod',
    assets: false,
    at: { ...wire.at, [at('folders/2')]: {} },
  } satisfies GcpWire

  test('asks for itself and for what is above it, where roles are held that hold in it', async () => {
    const above = ['folders/2', 'organizations/1']
    const run = await runGcp(['insights'], {
      ...alone,
      facts: { ...projectFacts('acme-prod'), ...accountFacts(ci), above },
    })
    expect(new Set(run.asked)).toEqual(new Set([at('projects/acme-prod'), ...above.map(at)]))
    expect(told(run, ci)).toContainEqual({
      role: 'roles/viewer',
      resource: `${full}/organizations/1`,
      used: 1,
      total: 3000,
    })
    expect(run.gaps).toEqual([])
  })

  test('says what it cannot know where that is not known', async () => {
    const run = await runGcp(['insights'], { ...alone, facts: { ...projectFacts('acme-prod'), ...accountFacts(ci) } })
    expect(new Set(run.asked)).toEqual(new Set([at('projects/acme-prod')]))
    expect(run.gaps).toMatchObject([{ reason: 'not-collected' }])
  })
})
