import { describe, expect, test } from 'vitest'
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

test.each([
  ['none', null, true],
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
