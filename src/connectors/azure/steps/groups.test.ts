import { expect, test } from 'vitest'
import { edgesOf, entity, objectId, principal, resourcesOf } from '../../../../test/support/azure-principals.ts'
import { runAzure } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'

const [team, hidden, person] = [objectId(20), objectId(21), objectId(22)]
const members = (group: string): string => `/groups/${group}/transitiveMembers/microsoft.graph.servicePrincipal`

const wire: AzureWire = {
  principals: new Map([principal(1), principal(2, 'microsoft-app')]),
  facts: { groups: new Set([team, hidden, person]) },
  at: {
    [`/groups/${team}`]: { id: team, displayName: 'Admins', isAssignableToRole: true, membershipRule: null },
    [`/groups/${hidden}`]: {
      id: hidden,
      displayName: 'Secret',
      isAssignableToRole: null,
      visibility: 'HiddenMembership',
    },
    [members(team)]: [{ id: objectId(1) }, { id: objectId(2) }, { id: objectId(3) }],
    [members(hidden)]: [],
    [`/groups/${team}/owners`]: [
      {
        '@odata.type': '#microsoft.graph.user',
        id: objectId(50),
        displayName: 'Ada',
        userPrincipalName: 'ada@larkspur.example',
        accountEnabled: true,
      },
      { '@odata.type': '#microsoft.graph.servicePrincipal', id: objectId(1) },
    ],
    [`/groups/${hidden}/owners`]: [],
  },
}

test('groups with their machines and owners; what is no group is passed over', async () => {
  const run = await runAzure(['groups'], wire)
  expect(
    resourcesOf(run, 'group').map(({ name, facts }) => [name, facts['roleAssignable'], facts['machineMembers']]),
  ).toEqual([
    ['Admins', true, [objectId(1), objectId(2), objectId(3)]],
    ['Secret', false, { unknown: 'denied' }],
  ])
  const group = entity('group', team)
  expect(edgesOf(run, 'member-of')).toMatchObject([{ from: entity('service-principal', objectId(1)), to: group }])
  expect(edgesOf(run, 'owns')).toMatchObject([
    { from: entity('user', objectId(50)), to: group },
    { from: entity('service-principal', objectId(1)), to: group },
  ])
  expect(run.gaps).toMatchObject([{ detail: expect.stringContaining('one principal that is in no list') }])
  expect(run.asked).toHaveLength(3)
})

test('members are asked for as Graph wants it: with the header and the count', async () => {
  const { asked } = await runAzure(['groups'], wire)
  const parts = asked.flatMap(({ body }) => (body as { requests: { url: string; headers?: object }[] }).requests)
  expect(parts.find(({ url }) => url.startsWith(members(team)))).toMatchObject({
    url: expect.stringContaining('$count=true'),
    headers: { ConsistencyLevel: 'eventual' },
  })
})

test('members that are refused are unknown', async () => {
  const { records, gaps } = await runAzure(['groups'], {
    ...wire,
    facts: { groups: new Set([team]) },
    at: { ...wire.at, [members(team)]: { status: 403, code: 'Authorization_RequestDenied' } },
  })
  expect(records.find((record) => record.type === 'resource')).toMatchObject({
    facts: { machineMembers: { unknown: 'denied' } },
  })
  expect(gaps).toMatchObject([{ reason: 'denied', permission: 'GroupMember.Read.All' }])
})

test('where no group holds rights, none is asked for', async () => {
  const { asked, skipped } = await runAzure(['groups'], {})
  expect(asked).toEqual([])
  expect(skipped['groups']).toBeDefined()
})
