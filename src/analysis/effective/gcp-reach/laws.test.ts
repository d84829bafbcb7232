/** What holds of every organization: more grants never close a way, and what takes away never opens one. */
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { viewOf } from '../../../inventory/memory.ts'
import {
  gcpDeny,
  gcpEmail,
  gcpGrant,
  gcpOrganization,
  gcpProject,
  gcpScope,
  gcpServiceAccount,
} from '../../../../test/support/gcp-records.ts'
import type { Records } from '../../../../test/support/aws-records.ts'
import { controlOf, reachOf } from './index.ts'

const names = ['ann', 'bob', 'cid', 'dot'] as const
const roles = [
  'roles/owner',
  'roles/editor',
  'roles/iam.serviceAccountTokenCreator',
  'roles/iam.serviceAccountUser',
  'roles/run.developer',
  'roles/resourcemanager.projectIamAdmin',
] as const
const ground = [gcpOrganization(), gcpProject(), ...names.map((name) => gcpServiceAccount({ name }))]

const grant = fc
  .record({
    to: fc.constantFrom(...names),
    role: fc.constantFrom(...roles),
    on: fc.constantFrom('projects/acme-prod', ...names),
  })
  .map((input) => gcpGrant(input))
const grants = fc.array(grant, { maxLength: 8 })

/** Who gets to control, by itself or over others. */
function gettingThere(records: readonly Records[]): readonly string[] {
  const view = viewOf({ scope: gcpScope(), records: [...ground, ...records].flat() })
  return names.filter((name) => {
    const member = `serviceAccount:${gcpEmail(name)}`
    return controlOf(view, member) !== undefined || reachOf(view, member).length > 0
  })
}

test('one grant more never closes a way', () => {
  fc.assert(
    fc.property(grants, grant, (given, more) => {
      expect(gettingThere([...given, more])).toEqual(expect.arrayContaining([...gettingThere(given)]))
    }),
    { numRuns: 40 },
  )
})

test('a denial never opens one', () => {
  const denial = gcpDeny({
    permissions: ['iam.googleapis.com/serviceAccounts.*', 'run.googleapis.com/services.create'],
  })
  fc.assert(
    fc.property(grants, (given) => {
      expect(gettingThere(given)).toEqual(expect.arrayContaining([...gettingThere([...given, denial])]))
    }),
    { numRuns: 40 },
  )
})

test('the order of records makes no difference', () => {
  fc.assert(
    fc.property(grants, (given) => {
      const paths = (records: readonly Records[]) => {
        const view = viewOf({ scope: gcpScope(), records: [...records, ...ground].flat() })
        return names.map((name) => reachOf(view, `serviceAccount:${gcpEmail(name)}`))
      }
      expect(paths(given.toReversed())).toEqual(paths(given))
    }),
    { numRuns: 40 },
  )
})

test('every path is made of hops that follow one another', () => {
  fc.assert(
    fc.property(grants, (given) => {
      const view = viewOf({ scope: gcpScope(), records: [...ground, ...given].flat() })
      for (const name of names)
        for (const { hops, statements, verdict } of reachOf(view, `serviceAccount:${gcpEmail(name)}`)) {
          expect(hops[0]?.from).toBe(gcpEmail(name))
          expect(hops.slice(1).map(({ from }) => from)).toEqual(hops.slice(0, -1).map(({ to }) => to))
          expect(new Set(hops.map(({ to }) => to)).size).toBe(hops.length)
          expect(statements.length).toBeGreaterThan(1)
          expect(verdict).toBe('proven')
        }
    }),
    { numRuns: 40 },
  )
})
