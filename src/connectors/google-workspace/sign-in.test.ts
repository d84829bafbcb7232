/** As whom Muster asks: for an administrator with a key or without one, or as itself. */
import { describe, expect, test } from 'vitest'
import { adminEmail, customerId, everything, fullWorkspace } from '../../../test/support/gws-everything.ts'
import { scanWorkspace } from '../../../test/support/gws-scan.ts'

const robot = 'muster@acme-security.iam.gserviceaccount.com'
const refreshing = JSON.stringify({ type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' })

describe('for an administrator', () => {
  test('with a key file', async () => {
    const { calls, signIns, collected } = await scanWorkspace({}, { tier: 'core' })
    expect(collected.status).toBe('partial')
    expect(signIns.every(({ operation }) => operation === 'oauth2.token')).toBe(true)
    expect(calls.every(({ caller, subject }) => caller === robot && subject === adminEmail)).toBe(true)
  })
  test('without a key: the account signs by Google', async () => {
    const config = { impersonate: robot, auth: { credentialsEnv: 'USER' } }
    const { calls, signIns, gaps } = await scanWorkspace({}, { config, env: { USER: refreshing } })
    expect(gaps).toEqual([])
    expect(new Set(signIns.map(({ operation }) => operation))).toEqual(
      new Set(['oauth2.token', 'iamcredentials.projects.serviceAccounts.signJwt']),
    )
    expect(calls.every(({ caller, subject }) => caller === robot && subject === adminEmail)).toBe(true)
  })
  test('who may not have it signed is told which permission it takes', async () => {
    const config = { impersonate: robot, customer: customerId, auth: { credentialsEnv: 'USER' } }
    const { gaps } = await scanWorkspace(
      { access: { signIn: 'impersonation-denied' } },
      { config, env: { USER: refreshing } },
    )
    expect(new Set(gaps.filter(({ reason }) => reason === 'denied').map(({ permission }) => permission))).toEqual(
      new Set(['iam.serviceAccounts.signJwt']),
    )
  })
  test('a person’s own sign-in cannot speak for another, and that is said before anything is asked', async () => {
    const config = { auth: { credentialsEnv: 'USER' } }
    const { collected, calls, text } = await scanWorkspace({}, { config, env: { USER: refreshing } }).catch(
      (error: unknown) => ({
        collected: undefined,
        calls: [],
        text: String(error),
      }),
    )
    expect(collected?.scopes ?? []).toEqual([])
    expect(calls).toEqual([])
    expect(text).toContain(`cannot speak for ${adminEmail}`)
  })
})

test('as itself, where the service account holds the role of an administrator: it is found like any other', async () => {
  const uniqueId = '100000000000000000001'
  const account = { name: `projects/acme-security/serviceAccounts/${robot}`, email: robot, uniqueId }
  const roleAssignments = [
    ...fullWorkspace.roleAssignments,
    { roleAssignmentId: '15', roleId: '2', assignedTo: uniqueId, assigneeType: 'user', scopeType: 'CUSTOMER' },
  ]
  const estate = { ...everything({ roleAssignments }), serviceAccounts: { 'acme-security': [account] } }
  const { calls, found, gaps } = await scanWorkspace(
    { estate },
    { config: { subject: undefined, customer: customerId } },
  )
  expect(calls.every(({ caller, subject }) => caller === robot && subject === '')).toBe(true)
  expect(found('identity', uniqueId)).toMatchObject({ kind: 'service-account', facts: { scanner: true } })
  expect(gaps.map(({ step }) => step)).toEqual(['api-controls'])
})
