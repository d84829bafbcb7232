import { describe, expect, test } from 'vitest'
import { entraUser } from '../../test/support/azure-records.ts'
import { tenantScope } from '../../test/support/azure-place.ts'
import { githubScope, member, userIdOf } from '../../test/support/github-records.ts'
import { workspaceScope, workspaceUser } from '../../test/support/gws-records.ts'
import { oktaId, oktaScope, oktaUserId } from '../../test/support/okta-place.ts'
import { oktaGap, oktaUser } from '../../test/support/okta-records.ts'
import type { Records } from '../../test/support/aws-records.ts'
import { viewOf } from '../inventory/memory.ts'
import type { Scope } from '../model/index.ts'
import { emailOf, missingPeople, personOf, unseenPeople } from './people.ts'

const all = [oktaScope(), tenantScope(), workspaceScope()]
const look = (scopes: readonly Scope[], ...records: Records[]) =>
  viewOf({ scope: githubScope(), scopes, records: records.flat() })
const standing = (email: string, ...records: Records[]) => personOf(look(all, ...records), email)?.status

const former = (field: string) => ({ address: 'lisa.old@acme.example', field })

describe('somebody', () => {
  test('who is deprovisioned in Okta is gone, and since when', () => {
    const view = look(all, oktaUser({ name: 'lisa', status: 'DEPROVISIONED', statusChangedAt: '2026-02-02T09:00:00Z' }))
    expect(personOf(view, 'Lisa@Acme.example')).toMatchObject({
      email: 'lisa@acme.example',
      status: 'gone',
      evidence: ['Okta organization acme.okta.com: lisa@acme.example is deprovisioned since 2026-02-02'],
      accounts: [oktaId('user', oktaUserId('lisa'))],
    })
  })

  test.each([
    ['ACTIVE', 'active'],
    ['LOCKED_OUT', 'active'],
    ['STAGED', 'active'],
    ['SUSPENDED', 'gone'],
    ['A_STATUS_OF_TOMORROW', 'unknown'],
  ])('whose status is %s is %s', (status, expected) => {
    expect(standing('mona@acme.example', oktaUser({ status }))).toBe(expected)
  })

  test('is found by the address as well as by the login', () => {
    const user = oktaUser({ name: 'mona', email: 'mona.lisa@acme.example' })
    expect(standing('mona.lisa@acme.example', user)).toBe('active')
    expect(standing('mona@acme.example', user)).toBe('active')
  })

  test.each([
    [
      'Okta',
      oktaUser({ name: 'mona', status: 'DEPROVISIONED', otherAddresses: [former('secondEmail')] }),
      'is deprovisioned',
    ],
    [
      'tenant of Entra ID',
      entraUser({ name: 'mona', enabled: false, otherAddresses: [former('proxyAddresses')] }),
      'is disabled',
    ],
    [
      'Google Workspace',
      workspaceUser({ name: 'mona', suspended: true, otherAddresses: [former('aliases')] }),
      'is suspended',
    ],
  ])('is found by a further address that %s knows, which the evidence names', (directory, user, words) => {
    const person = personOf(look(all, user), 'Lisa.Old@acme.example')
    expect(person).toMatchObject({ email: 'lisa.old@acme.example', status: 'gone' })
    expect(person?.evidence[0]).toMatch(
      new RegExp(`^${directory}.*: lisa\\.old@acme\\.example \\(\\w+ of mona@acme\\.example\\) ${words}`),
    )
  })

  test('whose own address it is comes before whoever has it as a further one', () => {
    const shared = oktaUser({
      name: 'ada',
      status: 'DEPROVISIONED',
      otherAddresses: [{ address: 'ben@acme.example', field: 'secondEmail' }],
    })
    expect(standing('ben@acme.example', shared, workspaceUser({ name: 'ben' }))).toBe('active')
    expect(standing('ben@acme.example', shared)).toBe('gone')
  })

  test('is not whom a guest’s further address names', () => {
    const guest = entraUser({ name: 'gast', enabled: false, userType: 'Guest', otherAddresses: [former('otherMails')] })
    expect(standing('lisa.old@acme.example', guest)).toBeUndefined()
  })

  test('is whom Entra ID or Workspace knows, where Okta does not', () => {
    const disabled = entraUser({ name: 'vera', enabled: false, userPrincipalName: 'vera@acme.example' })
    expect(standing('vera@acme.example', disabled)).toBe('gone')
    expect(standing('ben@acme.example', workspaceUser({ archived: true }))).toBe('gone')
    expect(standing('ben@acme.example', workspaceUser())).toBe('active')
  })

  test('who left the identity provider is gone, although another directory forgot them', () => {
    const view = look(all, oktaUser({ name: 'ben', status: 'DEPROVISIONED' }), workspaceUser({ name: 'ben' }))
    const person = personOf(view, 'ben@acme.example')
    expect(person?.status).toBe('gone')
    expect(person?.evidence).toHaveLength(2)
    expect(person?.evidence[1]).toBe('Google Workspace acme.example: ben@acme.example is active')
  })

  test('whose other account is suspended is still here by the identity provider', () => {
    expect(standing('ben@acme.example', oktaUser({ name: 'ben' }), workspaceUser({ suspended: true }))).toBe('active')
  })

  test('of a second organization of Okta is here, where one of them has them', () => {
    const other = oktaScope({ id: 'okta:organization:00oother', nativeId: '00oother', name: 'other.okta.com' })
    const moved = oktaUser({ name: 'ben' }).map((record) => ({
      ...record,
      id: 'okta:00oother:user:00uben',
      scope: other.id,
    })) as Records
    const view = look([...all, other], oktaUser({ name: 'ben', status: 'DEPROVISIONED' }), moved)
    expect(personOf(view, 'ben@acme.example')?.status).toBe('active')
  })

  test('may be here, where what outranks who says that they left was not read to its end', () => {
    const disabled = entraUser({ name: 'vera', enabled: false, userPrincipalName: 'vera@acme.example' })
    const unread = [oktaGap({ step: 'people', permission: 'okta.users.read' })]
    expect(standing('vera@acme.example', disabled, unread)).toBe('unknown')
    // What ranks below decides nothing.
    expect(standing('ben@acme.example', oktaUser({ name: 'ben', status: 'SUSPENDED' }), disabled)).toBe('gone')
  })

  test('who left the half of a directory that was read may be in the other half, where another directory has them', () => {
    const unread = [oktaGap({ step: 'people', permission: 'okta.users.read' })]
    const suspended = oktaUser({ name: 'ben', status: 'SUSPENDED' })
    expect(standing('ben@acme.example', suspended, workspaceUser({ name: 'ben' }), unread)).toBe('unknown')
    expect(standing('ben@acme.example', suspended, unread)).toBe('gone')
  })

  test('who was hired again is here by the new account', () => {
    const back = oktaUser({ name: 'ben2', email: 'ben@acme.example' })
    expect(standing('ben@acme.example', oktaUser({ name: 'ben', status: 'DEPROVISIONED' }), back)).toBe('active')
  })

  test('is found by an address with a part of its own after the plus', () => {
    const gone = oktaUser({ name: 'ben', status: 'DEPROVISIONED' })
    expect(standing('ben+deploy@acme.example', gone)).toBe('gone')
    expect(standing('ben+deploy@acme.example', gone, oktaUser({ name: 'ben+deploy' }))).toBe('active')
    expect(standing('+deploy@acme.example', gone)).toBeUndefined()
  })

  test('who is a guest, or a member of GitHub alone, is known to no directory', () => {
    const guest = entraUser({ name: 'vera', userType: 'Guest', userPrincipalName: 'vera@partner.example' })
    expect(standing('vera@partner.example', guest)).toBeUndefined()
    expect(standing('mona@acme.example', member({ login: 'mona', ssoIdentity: 'mona@acme.example' }))).toBeUndefined()
  })
})

test('an account gives the address that its owner is known by', () => {
  const view = look(
    all,
    oktaUser({ email: 'Mona@acme.example' }),
    member({ login: 'mona', ssoIdentity: 'M@acme.example' }),
  )
  expect(emailOf(view, oktaId('user', oktaUserId('mona')))).toBe('mona@acme.example')
  expect(emailOf(view, userIdOf('mona'))).toBe('m@acme.example')
  expect(emailOf(view, 'okta:00oacme:user:nobody')).toBeUndefined()
})

describe('who is not found', () => {
  test('may be in a directory that was not read', () => {
    expect(unseenPeople(look([]))).toMatchObject({
      because: 'not-collected',
      missing: ['okta.people', 'azure.application-owners', 'google-workspace.users'],
    })
  })
  test('may be in the part that was denied', () => {
    const view = look([oktaScope()], [oktaGap({ step: 'people', permission: 'okta.users.read' })])
    expect(unseenPeople(view)).toEqual({ because: 'denied', missing: ['okta.users.read'] })
  })
  test('was deleted, or never was a person, where every directory was read', () => {
    expect(unseenPeople(look(all))).toEqual({ because: 'not-collected', missing: [] })
    expect(missingPeople(look(all))).toBeUndefined()
  })
})
