import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { allows, allowsData, matches } from './index.ts'
import type { RolePermission } from './index.ts'

const permission = (given: Partial<RolePermission>): RolePermission => ({
  actions: [],
  notActions: [],
  dataActions: [],
  notDataActions: [],
  ...given,
})

test.each([
  ['*', 'Microsoft.Compute/virtualMachines/write'],
  ['*/read', 'Microsoft.Compute/virtualMachines/read'],
  ['Microsoft.Compute/*', 'microsoft.compute/virtualmachines/runcommand/action'],
  ['Microsoft.Compute/*/write', 'Microsoft.Compute/virtualMachines/extensions/write'],
  ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/roleAssignments/write'],
  ['Microsoft.Compute/virtualMachines/write', 'MICROSOFT.COMPUTE/VIRTUALMACHINES/WRITE'],
  ['Microsoft.*/read*', 'Microsoft.Web/sites/read'],
])('%s covers %s', (pattern, action) => {
  expect(matches(pattern, action)).toBe(true)
})

test.each([
  ['*/read', 'Microsoft.Compute/virtualMachines/write'],
  ['Microsoft.Compute/*/write', 'Microsoft.Compute/write'],
  ['Microsoft.Compute/virtualMachines', 'Microsoft.Compute/virtualMachines/write'],
  ['Microsoft.Compute/virtualMachines/*', 'Microsoft.Compute/virtualMachineScaleSets/write'],
  ['', 'Microsoft.Compute/virtualMachines/write'],
  ['ab*ba', 'aba'],
])('%s does not cover %s', (pattern, action) => {
  expect(matches(pattern, action)).toBe(false)
})

test('patterns cover what a regular expression of them covers', () => {
  const letters = fc.string({ unit: fc.constantFrom('a', 'B', 'b', '/', '.', '*'), maxLength: 12 })
  const actions = fc.string({ unit: fc.constantFrom('a', 'A', 'b', '/', '.'), maxLength: 16 })
  fc.assert(
    fc.property(letters, actions, (pattern, action) => {
      const escaped = pattern.replaceAll(/[/.]/g, String.raw`\$&`).replaceAll('*', '.*')
      expect(matches(pattern, action)).toBe(new RegExp(`^${escaped}$`, 'i').test(action))
    }),
    { numRuns: 2000 },
  )
})

test('a permission takes away from itself alone', () => {
  const write = 'Microsoft.Authorization/roleAssignments/write'
  const contributor = permission({ actions: ['*'], notActions: ['Microsoft.Authorization/*/Write'] })
  expect(allows([contributor], write)).toBe(false)
  expect(allows([contributor, permission({ actions: ['Microsoft.Authorization/roleAssignments/*'] })], write)).toBe(
    true,
  )
})

test('actions say nothing about data, and the reverse', () => {
  const read = 'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'
  expect(allowsData([permission({ actions: ['*'] })], read)).toBe(false)
  expect(allows([permission({ dataActions: ['*'] })], read)).toBe(false)
  expect(allowsData([permission({ dataActions: ['*'], notDataActions: ['*/blobs/*'] })], read)).toBe(false)
  expect(allowsData([permission({ dataActions: ['*'] })], read)).toBe(true)
})

test('taking more away never allows more', () => {
  const pattern = fc.constantFrom(
    '*',
    '*/read',
    '*/write',
    'Microsoft.Web/*',
    'Microsoft.Web/sites/write',
    'Microsoft.*/read',
  )
  const action = fc.constantFrom('Microsoft.Web/sites/write', 'Microsoft.Web/sites/read', 'Microsoft.Sql/servers/read')
  fc.assert(
    fc.property(fc.array(pattern), fc.array(pattern), pattern, action, (actions, notActions, taken, asked) => {
      const before = allows([permission({ actions, notActions })], asked)
      const after = allows([permission({ actions, notActions: [...notActions, taken] })], asked)
      expect(before || !after).toBe(true)
    }),
  )
})
