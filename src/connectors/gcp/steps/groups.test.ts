import { expect, test } from 'vitest'
import { denied, disabled, factsOf, recordsOf, runGcp, undeclared } from '../../../../test/support/gcp-wire.ts'
import type { GcpRun, GcpWire, Refusal } from '../../../../test/support/gcp-wire.ts'
import { groupsMeta } from './groups.ts'

const member = (id: string, type = 'USER') => ({ preferredMemberKey: { id }, type, roles: [{ name: 'MEMBER' }] })
const robot = (name: string) => member(`${name}@acme-prod.iam.gserviceaccount.com`, 'SERVICE_ACCOUNT')

/** Groups by their name: what is in them, or why nobody may know. */
function wireOf(groups: { readonly [name: string]: readonly object[] | Refusal }, ...held: readonly string[]): GcpWire {
  const emails = Object.keys(groups).map((name) => `${name}@acme.example`)
  return {
    facts: { heldGroups: new Set(held.map((name) => `${name}@acme.example`)) },
    pageSize: 2,
    at: {
      'cloudidentity /v1/groups:lookup': ({ query }) => {
        const email = query.get('groupKey.id') ?? ''
        return emails.includes(email) ? { name: `groups/${email.split('@')[0]}` } : denied('none')
      },
      ...Object.fromEntries(
        Object.entries(groups).map(([name, members]) => [
          `cloudidentity /v1/groups/${name}/memberships`,
          'status' in members ? members : { memberships: members },
        ]),
      ),
    },
  }
}

const told = (run: GcpRun, name: string) => factsOf(run, `gcp:organizations/1:group:${name}@acme.example`)
const edges = (run: GcpRun) =>
  recordsOf(run, 'edge').map(({ from, to }) => `${from.split(':').at(-1)} ${to.split(':').at(-1)}`)

test('service accounts belong to each group that holds roles, also by groups in it, and people are counted', async () => {
  const run = await runGcp(
    ['groups'],
    wireOf(
      {
        deployers: [robot('ci'), member('ann@acme.example'), member('inner@acme.example', 'GROUP')],
        inner: [robot('ci'), robot('cd'), member('deployers@acme.example', 'GROUP'), member('bob@acme.example')],
      },
      'deployers',
    ),
  )
  expect(run.gaps).toEqual([])
  expect(told(run, 'deployers')).toEqual({
    email: 'deployers@acme.example',
    serviceAccounts: 2,
    others: 2,
    open: { unknown: 'not-collected' },
  })
  expect(edges(run)).toEqual([
    'cd@acme-prod.iam.gserviceaccount.com deployers@acme.example',
    'ci@acme-prod.iam.gserviceaccount.com deployers@acme.example',
  ])
  expect(JSON.stringify(run.records)).not.toMatch(/ann@|bob@/)
})

test('a group that may not be read is unknown, and so is one that holds it', async () => {
  const run = await runGcp(
    ['groups'],
    wireOf(
      { outer: [robot('ci'), member('hidden@acme.example', 'GROUP')], open: [robot('cd')] },
      'outer',
      'open',
      'foreign',
    ),
  )
  expect(told(run, 'outer')).toMatchObject({ serviceAccounts: { unknown: 'denied' } })
  expect(told(run, 'open')).toMatchObject({ serviceAccounts: 1 })
  expect(told(run, 'foreign')).toMatchObject({ serviceAccounts: { unknown: 'denied' }, others: { unknown: 'denied' } })
  expect(edges(run)).toContain('ci@acme-prod.iam.gserviceaccount.com outer@acme.example')
  expect(run.gaps).toHaveLength(1)
  expect(run.gaps[0]).toMatchObject({
    reason: 'denied',
    detail: expect.stringContaining('foreign@acme.example, hidden@'),
  })
  expect(undeclared([groupsMeta], run)).toEqual([])
})

test('without the API no group is taken to be empty', async () => {
  const run = await runGcp(['groups'], wireOf({ deployers: disabled('cloudidentity.googleapis.com') }, 'deployers'))
  expect(run.gaps).toMatchObject([{ reason: 'unsupported' }])
  expect(told(run, 'deployers')).toMatchObject({ serviceAccounts: { unknown: 'unsupported' } })
})
