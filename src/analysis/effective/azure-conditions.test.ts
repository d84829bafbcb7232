import { describe, expect, test } from 'vitest'
import { letsThrough } from './azure-condition-form.ts'
import { assignableBy, givesOwnership } from './azure-conditions.ts'

const owner = '8e3af657-a8ff-443c-a75c-2fe8c4bcb635'
const accessAdministrator = '18d7d88d-d35e-4fb5-a5c3-7773c20a72d9'
const rbacAdministrator = 'f58310d9-a9f6-439a-9e8d-f62e7b41a168'
const contributor = 'b24988ac-6180-42a0-ab88-20f7382dd24c'
const reader = 'acdd72a7-3385-48ef-bd42-f606fba81ae7'

/** As the portal writes them: https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-examples */
function condition(roles: string): string {
  const part = (verb: string, attributes: string): string =>
    `((!(ActionMatches{'Microsoft.Authorization/roleAssignments/${verb}'})) OR (@${attributes}[Microsoft.Authorization/roleAssignments:RoleDefinitionId] ${roles}))`
  return `${part('write', 'Request')} AND ${part('delete', 'Resource')}`
}

describe('which roles a condition lets its holder give away', () => {
  test('any, without one', () => expect(assignableBy(null)).toEqual({ kind: 'any' }))
  test('those that it lists', () =>
    expect(assignableBy(condition(`ForAnyOfAnyValues:GuidEquals {${reader}, ${contributor}}`))).toEqual({
      kind: 'only',
      roles: [reader, contributor],
    }))
  test('all but those that it lists', () =>
    expect(assignableBy(condition(`ForAnyOfAllValues:GuidNotEquals {${owner}}`))).toEqual({
      kind: 'all-but',
      roles: [owner],
    }))
  test('nobody can tell, where it is about something else', () =>
    expect(assignableBy("@Resource[Microsoft.Storage/storageAccounts:name] StringEquals 'a'")).toEqual({
      kind: 'unclear',
    }))
})

const kinds =
  "((!(ActionMatches{'Microsoft.Authorization/roleAssignments/write'})) OR (@Request[Microsoft.Authorization/roleAssignments:PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}))"
const named = kinds.replace(
  "PrincipalType] ForAnyOfAnyValues:StringEqualsIgnoreCase {'ServicePrincipal'}",
  `PrincipalId] ForAnyOfAnyValues:GuidEquals {${reader}}`,
)
const blobs =
  "((!(ActionMatches{'Microsoft.Storage/storageAccounts/blobServices/containers/blobs/read'} AND NOT SubOperationMatches{'Blob.List'})) OR (@Resource[Microsoft.Storage/storageAccounts/blobServices/containers:name] StringEquals 'a'))"

test.each([
  ['none', null, true],
  ['a condition that is about something else', blobs, true],
  ['one on what kind of principals get them', kinds, true],
  ['one on which principals get them', named, undefined],
  ['one that is about everything', `${blobs} AND (@Principal[a:b] StringEquals 'c')`, undefined],
  ['a list without the giving roles', condition(`ForAnyOfAnyValues:GuidEquals {${reader}, ${contributor}}`), false],
  ['a list with one of them', condition(`ForAnyOfAnyValues:GuidEquals {${reader}, ${rbacAdministrator}}`), true],
  [
    'all but the three',
    condition(`ForAnyOfAllValues:GuidNotEquals {${owner}, ${accessAdministrator}, ${rbacAdministrator}}`),
    false,
  ],
  ['all but two of the three', condition(`ForAnyOfAllValues:GuidNotEquals {${owner}, ${accessAdministrator}}`), true],
  ['what is not understood', 'something of tomorrow', undefined],
])('whoever may give roles away under %s makes owners: %#', (_, text, expected) => {
  expect(givesOwnership(text)).toBe(expected)
})

test('a role of the tenant’s own is kept back by no list that does not name it', () => {
  const allBut = condition(`ForAnyOfAllValues:GuidNotEquals {${owner}, ${accessAdministrator}, ${rbacAdministrator}}`)
  expect(givesOwnership(allBut, ['0a0a0a0a-0000-4000-8000-000000000000'])).toBe(true)
})

describe('an action that a condition lets through whatever is asked', () => {
  const run = 'Microsoft.Compute/virtualMachines/runCommand/action'
  const assign = 'Microsoft.Authorization/roleAssignments/write'
  const readers = condition(`ForAnyOfAnyValues:GuidEquals {${reader}}`)
  test.each([
    [null, assign, true],
    [readers, run, true],
    [readers, assign, false],
    [blobs, assign, true],
    [`(${blobs}) AND (${readers})`, run, true],
    [
      `!(ActionMatches{'${run}'}) AND !(ActionMatches{'${assign}'}) OR (@Resource[a:b] StringEquals 'x) OR (y')`,
      run,
      false,
    ],
    ["ActionMatches{'Microsoft.Storage/x/read'} OR (@Resource[a:b] StringEquals 'c')", run, false],
    ["!(ActionMatches{'Microsoft.Storage/x/read'}) AND (@Resource[a:b] StringEquals 'c')", run, false],
    ['something of tomorrow', run, false],
  ])('%s: %s: %s', (text, action, expected) => expect(letsThrough(text, action)).toBe(expected))
})
