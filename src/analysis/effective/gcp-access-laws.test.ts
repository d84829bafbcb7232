import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Records } from '../../../test/support/aws-records.ts'
import {
  gcpBoundary,
  gcpDeny,
  gcpFolder,
  gcpFullName,
  gcpGrant,
  gcpGroup,
  gcpOrganization,
  gcpProject,
  gcpScope,
  gcpServiceAccount,
} from '../../../test/support/gcp-records.ts'
import { viewOf } from '../../inventory/memory.ts'
import { decideGcp } from './gcp-access.ts'
import type { GcpDecision, GcpVerdict } from './gcp-access.ts'
import { holdingsOf, weightOf } from './gcp-holdings.ts'

const placed = [
  gcpOrganization(),
  gcpFolder(),
  gcpProject({ above: ['folders/2', 'organizations/1'] }),
  gcpServiceAccount(),
  gcpGroup({ members: ['deploy'] }),
  gcpGroup({ name: 'unseen', serviceAccounts: { unknown: 'denied' } }),
]
const principal = 'serviceAccount:deploy@acme-prod.iam.gserviceaccount.com'

const conditions = [
  null,
  "resource.type == 'cloudresourcemanager.googleapis.com/Project'",
  "resource.type == 'storage.googleapis.com/Bucket'",
  "resource.matchTag('1/env', 'dev')",
  'nonsense(',
]
const places = ['organizations/1', 'folders/2', 'projects/acme-prod', 'projects/acme-other']

const grants = fc
  .record({
    to: fc.constantFrom('deploy', 'other', 'group:deployers@acme.example', 'group:unseen@acme.example', 'allUsers'),
    role: fc.constantFrom('roles/owner', 'roles/viewer', 'roles/editor'),
    on: fc.constantFrom(...places),
    condition: fc.constantFrom(...conditions),
  })
  .map((input) => gcpGrant(input))

const people = [
  'principalSet://goog/public:all',
  'principal://iam.googleapis.com/projects/-/serviceAccounts/deploy@acme-prod.iam.gserviceaccount.com',
  'principalSet://goog/group/deployers@acme.example',
  'principalSet://goog/group/unseen@acme.example',
  'principalSet://cloudresourcemanager.googleapis.com/folders/2',
]
const denials = fc
  .record({
    on: fc.constantFrom(...places),
    principals: fc.subarray(people, { minLength: 1 }),
    except: fc.subarray(people, { maxLength: 1 }),
    permissions: fc.subarray(
      [
        'cloudresourcemanager.googleapis.com/projects.setIamPolicy',
        'cloudresourcemanager.googleapis.com/*.*',
        'iam.googleapis.com/serviceAccountKeys.create',
      ],
      { minLength: 1 },
    ),
    condition: fc.constantFrom(...conditions),
  })
  .map((input) => gcpDeny({ name: JSON.stringify(input).replaceAll(/[^a-z0-9]/gi, '-'), ...input }))

const boundaries = fc
  .record({
    resources: fc.subarray(places, { minLength: 1 }),
    principalSet: fc.constantFrom(...places.map((place) => gcpFullName(place))),
    condition: fc.constantFrom(null, "principal.type == 'x'", 'principal.subject =='),
    enforcementVersion: fc.constantFrom('1', '3', 'latest'),
  })
  .map((input) => gcpBoundary({ name: JSON.stringify(input).replaceAll(/[^a-z0-9]/gi, '-'), ...input }))

const some = fc.array(fc.oneof(grants, denials, boundaries), { maxLength: 6 })

function viewing(records: readonly Records[]) {
  return viewOf({ scope: gcpScope(), records: [...placed, ...records].flat() })
}

function decided(records: readonly Records[]): GcpDecision {
  const resource = gcpFullName('projects/acme-prod')
  return decideGcp(viewing(records), { principal, permission: 'resourcemanager.projects.setIamPolicy', resource })
}

const strengths: { readonly [Verdict in GcpVerdict]: number } = {
  none: 0,
  denied: 0,
  possible: 1,
  conditional: 2,
  allowed: 3,
}

/** Fails with the records that break the law. */
function holds<Given>(given: fc.Arbitrary<Given>, law: (given: Given) => boolean): () => void {
  return () => {
    fc.assert(fc.property(given, law), { numRuns: 60 })
  }
}

const strength = (records: readonly Records[]): number => strengths[decided(records).verdict]

it('gives nobody more by a further denial', () => {
  const law = holds(fc.tuple(some, denials), ([records, denial]) => strength([...records, denial]) <= strength(records))
  expect(law).not.toThrow()
})

it('gives nobody less by a further grant', () => {
  const law = holds(fc.tuple(some, grants), ([records, grant]) => strength([...records, grant]) >= strength(records))
  expect(law).not.toThrow()
})

it('takes records in any order', () => {
  const shuffled = some.chain((records) =>
    fc.tuple(fc.constant(records), fc.shuffledSubarray([...records], { minLength: records.length })),
  )
  const law = holds(shuffled, ([a, b]) => JSON.stringify(decided(a)) === JSON.stringify(decided(b)))
  expect(law).not.toThrow()
})

it('weighs as control only those who may give roles away for certain', () => {
  const law = holds(some, (records) => {
    const held = holdingsOf(viewing(records), principal).filter(
      ({ resource }) => resource === gcpFullName('projects/acme-prod'),
    )
    return weightOf(held) !== 'control' || decided(records).verdict === 'allowed'
  })
  expect(law).not.toThrow()
})

it('says why of whatever is not certain', () => {
  const law = holds(some, (records) => {
    const { verdict, statements, conditions: open, missing } = decided(records)
    if (verdict === 'none') return true
    const told = { possible: missing, conditional: open, allowed: statements, denied: statements }[verdict]
    return told.length > 0 && statements.length > 0
  })
  expect(law).not.toThrow()
})
