import { beforeAll, expect, test } from 'vitest'
import {
  appPermission,
  azureGrant,
  directoryRoleGrant,
  servicePrincipal,
  tenantScope,
} from '../../../test/support/azure-records.ts'
import { openStore } from '../../inventory/store.ts'
import type { Store } from '../../inventory/store.ts'
import type { Emission } from '../../model/index.ts'
import { givenPage } from './entra-role.ts'
import type { GivenKind } from './given-kinds.ts'

let store: Store
beforeAll(() => {
  store = openStore('sqlite::memory:')
  const custom = { role: 'Key Rotator', templateId: '0f0f0f0f-1111-4222-8333-444444444444', builtIn: false }
  const records = [
    ...servicePrincipal({ name: 'shop-api' }),
    ...servicePrincipal({ name: 'deployer' }),
    ...directoryRoleGrant({ holder: 'shop-api' }),
    ...directoryRoleGrant({ holder: 'deployer', state: 'eligible' }),
    ...directoryRoleGrant({ holder: 'admins', holderKind: 'group' }),
    ...directoryRoleGrant({ ...custom, actions: ['microsoft.directory/applications/credentials/update'] }),
    ...appPermission({ holder: 'deployer', value: 'Mail.Read' }),
    ...azureGrant({ holder: 'deployer', role: 'Contributor' }),
  ]
  const scope = tenantScope()
  const at = '2026-11-21T10:00:00Z'
  store.beginScan({ connectors: ['azure'], digest: 'x' }, 'one', at, false, { process: 1, isAlive: () => false })
  // The same role is granted to several, and written down once.
  const distinct = new Map(records.map((record) => [JSON.stringify(record), record]))
  store.stage('one', scope.id, 'all', [...distinct.values()] as readonly Emission[])
  store.commitScope('one', scope, { connector: 'azure', collectedAt: at, coverage: [], gaps: [] })
})

const page = (kind: GivenKind, name: string, from: 'store' | 'nothing' = 'store'): string => {
  const text = givenPage(kind, name, from === 'store' ? store : undefined).join('')
  // Actions stand whole on their lines.
  expect(text.split('\n').filter((line) => line.length > 80 && / \S+ /.test(line.trim()))).toEqual([])
  return text
}

test('a built-in role is told by name in any case, by template id, and without a store', () => {
  const text = page('entra-role', 'application administrator', 'nothing')
  expect(text).toContain('Application Administrator\n')
  expect(text).toContain('Takes over others (tier 0, over a detour)\n')
  expect(text).toContain('Takes over: application\n')
  expect(text).toContain('Ranked by the table of Muster.\n')
  expect(text).not.toContain('Who holds it')
  expect(givenPage('entra-role', '9B895D92-2CD3-44C7-9D02-A6AC2D5EA5C3', undefined).join('')).toBe(text)
})

test('the store says who holds it, groups apart, and who has to activate it', () => {
  const text = page('entra-role', 'Global Administrator')
  expect(text).toContain('2 identities, 1 of them once it is activated: deployer, shop-api\n')
  expect(text).toContain('1 group: ')
  expect(page('entra-role', 'Helpdesk Administrator')).toContain('Nobody that was read holds the role.')
})

test('a custom role is told by its actions', () => {
  const text = page('entra-role', 'key rotator')
  expect(text).toContain('Custom role of Entra ID')
  expect(text).toContain('microsoft.directory/applications/credentials/update: It adds credentials')
  expect(text).toContain('Ranked by its actions or its name')
})

test('a permission is told as an application and in the name of a user', () => {
  const text = page('graph-permission', 'mail.read')
  expect(text).toContain('As an application, 810c84a8-4a9e-49e6-bf7d-12d183f40d01\n    Data of everybody (tier 1)\n')
  expect(text).toContain('In the name of a user')
  expect(text).toContain('Data of whoever signs in\n')
  expect(text).toContain('1 identity: deployer\n')
  expect(page('graph-permission', 'Directory.AccessAsUser.All')).not.toContain('As an application')
})

test('permissions of other APIs are found, and those that Graph does not have are told by their names', () => {
  expect(page('graph-permission', 'full_access_as_app')).toContain('Of Exchange Online')
  const typo = page('graph-permission', 'Mail.Raed')
  expect(typo).toContain('Not among the permissions that Microsoft Graph had on')
  expect(typo.replaceAll(/\s+/g, ' ')).toContain('did you mean Mail.Read?')
})

test('a role of Azure is told by what it can do, from the store', () => {
  const text = page('azure-role', 'contributor')
  expect(text).toContain('Changes nearly everything\n')
  expect(text).toContain('vm-run-command: It runs commands on machines')
  expect(text).toMatch(/and \d+ more/)
  expect(text).toContain('1 identity: deployer\n')
  expect(page('azure-role', 'b24988ac-6180-42a0-ab88-20f7382dd24c')).toBe(text)
})

test.each([
  ['entra-role', 'Globl Administrator', 'Did you mean Global Administrator?'],
  ['entra-role', 'Chief of everything', 'Custom roles are known once their tenant was scanned.'],
  ['graph-permission', 'everything', 'Give it as Microsoft writes it, such as Mail.Read.'],
  ['azure-role', 'Contributer', 'Did you mean Contributor?'],
  ['azure-role', 'Nobody at all', 'Roles of Azure are known once a scan has met them: muster scan azure.'],
] as const)('%s %s is nothing, and the hint says what to do', (kind, name, hint) => {
  expect(() => givenPage(kind, name, store)).toThrow(expect.objectContaining({ hint }))
})
