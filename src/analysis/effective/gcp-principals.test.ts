import { describe, expect, it } from 'vitest'
import { gcpAgentPrincipal, gcpProject, gcpProjectNumber, gcpScope } from '../../../test/support/gcp-records.ts'
import { viewOf } from '../../inventory/memory.ts'
import { isAmong } from './gcp-membership.ts'
import { canonicalMember, isServiceAgent, memberOf, projectOfAccount } from './gcp-principals.ts'
import { worldOf } from './gcp-world/index.ts'

const number = gcpProjectNumber()
const pool = `iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/github`
const cluster = `iam.googleapis.com/projects/${number}/locations/global/workloadIdentityPools/acme-prod.svc.id.goog`

describe('members', () => {
  it('are one whichever way they are written', () => {
    for (const [written, own] of [
      ['serviceAccount:Deploy@acme.iam.gserviceaccount.com', 'serviceAccount:deploy@acme.iam.gserviceaccount.com'],
      [
        'principal://iam.googleapis.com/projects/-/serviceAccounts/a@b.iam.gserviceaccount.com',
        'serviceAccount:a@b.iam.gserviceaccount.com',
      ],
      ['principalSet://goog/group/Robots@acme.example', 'group:robots@acme.example'],
      [`principal://${cluster}/subject/ns/shop/sa/api`, 'serviceAccount:acme-prod.svc.id.goog[shop/api]'],
    ] as const)
      expect(canonicalMember(written)).toBe(own)
  })

  it('that were deleted are nobody', () => {
    expect(memberOf('deleted:serviceAccount:a@b.iam.gserviceaccount.com?uid=1').kind).toBe('deleted')
  })

  it('are an account of a cluster by its uid as well', () => {
    expect(memberOf(`principal://${cluster}/kubernetes.serviceaccount.uid/6f1c`)).toMatchObject({
      kind: 'pool-set',
      set: 'kubernetes.serviceaccount.uid/6f1c',
    })
  })

  it('that nobody knows are told as they are', () => {
    expect(memberOf('mystery:x')).toEqual({ kind: 'other', text: 'mystery:x' })
  })
})

describe('who is among whom', () => {
  const world = worldOf(viewOf({ scope: gcpScope(), records: gcpProject() }))
  const among = (who: string, named: string) => isAmong(world, memberOf(who), memberOf(named))

  it('is told of pools by the subject, as far as that goes', () => {
    const subject = `principal://${pool}/subject/repo:acme/api:ref:refs/heads/main`
    expect(among(subject, `principalSet://${pool}/*`)).toBe(true)
    expect(among(subject, `principalSet://${pool}/attribute.repository/acme/api`)).toBe(undefined)
    expect(among(subject, `principalSet://${pool.replace('github', 'gitlab')}/*`)).toBe(false)
    expect(among(subject, 'allAuthenticatedUsers')).toBe(false)
    expect(among(subject, `principalSet://cloudresourcemanager.googleapis.com/projects/${number}`)).toBe(true)
    expect(
      among(subject, `principalSet://cloudresourcemanager.googleapis.com/projects/${number}/type/ServiceAccount`),
    ).toBe(false)
  })

  it('is told of clusters by the namespace', () => {
    const account = 'serviceAccount:acme-prod.svc.id.goog[shop/api]'
    expect(among(account, `principalSet://${cluster}/namespace/shop`)).toBe(true)
    expect(among(account, `principalSet://${cluster}/namespace/other`)).toBe(false)
  })

  it('is told of agents by what they run in', () => {
    const agent = gcpAgentPrincipal()
    const trust = 'agents.global.org-1.system.id.goog'
    const container = `aiplatform/projects/${number}`
    expect(among(agent, `principalSet://${trust}/*`)).toBe(true)
    expect(among(agent, `principalSet://${trust}/attribute.platformContainer/${container}`)).toBe(true)
    expect(among(agent, `principalSet://${trust}/attribute.platformContainer/aiplatform/projects/1`)).toBe(false)
    expect(among(agent, `principalSet://cloudresourcemanager.googleapis.com/projects/${number}`)).toBe(true)
  })

  it('stays open where a form is not known', () => {
    expect(among('serviceAccount:a@b.iam.gserviceaccount.com', 'principalSet://goog/cloudIdentityCustomerId/C1')).toBe(
      undefined,
    )
  })
})

it('tells accounts of Google from those of customers by their project, not by their name', () => {
  expect(isServiceAgent('service-1@gcp-sa-aiplatform.iam.gserviceaccount.com')).toBe(true)
  expect(isServiceAgent('service-1@container-engine-robot.iam.gserviceaccount.com')).toBe(true)
  expect(isServiceAgent('1@cloudservices.gserviceaccount.com')).toBe(true)
  expect(isServiceAgent('service-123456@acme-prod.iam.gserviceaccount.com')).toBe(false)
  expect(isServiceAgent('deploy@acme-robot.iam.gserviceaccount.com')).toBe(false)
})

it('tells the project of an account by its e-mail', () => {
  expect(projectOfAccount('deploy@acme-prod.iam.gserviceaccount.com')).toBe('acme-prod')
  expect(projectOfAccount('deploy@shop.acme.example.iam.gserviceaccount.com')).toBe('acme.example:shop')
  expect(projectOfAccount('acme-prod@appspot.gserviceaccount.com')).toBe('acme-prod')
  expect(projectOfAccount('123-compute@developer.gserviceaccount.com')).toBe('123')
  expect(projectOfAccount('service-1@gcp-sa-pubsub.iam.gserviceaccount.com')).toBe(undefined)
})
