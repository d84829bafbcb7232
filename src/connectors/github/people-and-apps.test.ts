/** What the steps about people, their credentials and apps make of GitHub's answers. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { acme, canary, dates, user } from '../../../test/support/github-acme.ts'
import { scan } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

const grant = {
  id: 25381,
  token_id: 98716,
  token_name: 'release',
  owner: user(1, 'octocat'),
  repository_selection: 'all',
  permissions: { organization: { members: 'read' }, repository: { contents: 'write' } },
  access_granted_at: '2023-05-16T08:47:09.000-07:00',
  token_expired: false,
  token_expires_at: null,
  token_last_used_at: null,
}

test('a fine-grained token: who owns it, how far it reaches, when it was used', async () => {
  const { find, of } = await acme({
    '/personal-access-tokens': [
      grant,
      {
        ...grant,
        id: 2,
        token_id: 3,
        repository_selection: 'subset',
        token_expires_at: '2026-12-24T00:00:00Z',
        token_last_used_at: '2026-11-20T01:02:03Z',
      },
    ],
    '/personal-access-tokens/2/repositories': [{ full_name: 'acme/web' }, { full_name: 'acme/api' }],
  })
  expect(find('credential', '98716')).toMatchObject({
    id: 'github:4711:token:98716',
    kind: 'token',
    lifetime: 'static',
    expiresAt: null,
    createdAt: { unknown: 'unsupported' },
    facts: {
      grantedAt: '2023-05-16T15:47:09Z',
      repositories: null,
      permissions: { repository: { contents: 'write' }, other: {} },
    },
  })
  expect(find('credential', '3')).toMatchObject({
    lifetime: 'expiring',
    facts: { repositories: ['acme/api', 'acme/web'] },
  })
  expect(of('usage').filter((row) => JSON.stringify(row).includes(':token:'))).toMatchObject([
    { subject: 'github:4711:token:3', lastUsedAt: '2026-11-20T01:02:03Z', precision: 'exact' },
    { subject: 'github:4711:token:98716', lastUsedAt: null, observedSince: null, precision: 'exact' },
  ])
  expect(of('edge')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ kind: 'authenticates', from: 'github:4711:token:3', to: 'github:4711:user:1' }),
      expect.objectContaining({ kind: 'owns', from: 'github:4711:user:1', to: 'github:4711:token:3' }),
    ]),
  )
})

test('a classic token cannot ask for fine-grained ones, and says so', async () => {
  const { step, gaps } = await acme({}, { signIn: 'classic' })
  expect(step('token-grants')).toMatchObject({
    status: 'denied',
    missing: ['organization_personal_access_tokens=read'],
  })
  expect(gaps.find((gap) => gap.step === 'token-requests')?.reason).toBe('denied')
})

test('credentials authorized for single sign-on: no piece of a token is kept', async () => {
  const authorized = {
    login: 'Octocat',
    credential_authorized_at: dates.created_at,
    credential_accessed_at: null,
    authorized_credential_id: 5,
  }
  const { find, of, text } = await acme({
    '/members': [user(1, 'octocat')],
    '/credential-authorizations': [
      {
        ...authorized,
        credential_id: 10,
        credential_type: 'personal access token',
        token_last_eight: canary,
        scopes: ['repo'],
        authorized_credential_note: 'laptop',
        authorized_credential_expires_at: null,
      },
      {
        ...authorized,
        credential_id: 11,
        credential_type: 'SSH key',
        fingerprint: 'SHA256:abc',
        authorized_credential_title: 'key',
      },
    ],
  })
  expect(find('credential', '10')).toMatchObject({
    kind: 'token',
    name: 'laptop',
    lifetime: 'static',
    facts: { type: 'classic', scopes: ['repo'] },
  })
  expect(find('credential', '11')).toMatchObject({
    kind: 'ssh-key',
    fingerprint: 'SHA256:abc',
    facts: { type: 'ssh-key', scopes: null },
  })
  expect(of('edge')).toContainEqual(
    expect.objectContaining({
      kind: 'authenticates',
      from: 'github:4711:token:authorization-10',
      to: 'github:4711:user:1',
    }),
  )
  expect(text).not.toContain(canary)
})

test('members: owners, machines by their names, models by their ids, and who has no second factor', async () => {
  const { find } = await acme({
    '/members?role=admin': [user(1, 'octocat')],
    '/members': [user(1, 'octocat'), user(2, 'svc-deploy'), user(3, 'abbot'), user(198982749, 'Copilot', 'Bot')],
    '/members?filter=2fa_disabled': [user(2, 'svc-deploy')],
    '/outside_collaborators': [user(4, 'partner-ci')],
  })
  expect(find('identity', 'octocat')).toMatchObject({
    class: 'human',
    facts: { role: 'owner', twoFactor: true, machineSigns: [] },
  })
  expect(find('identity', 'svc-deploy')).toMatchObject({
    class: 'machine',
    facts: { twoFactor: false, machineSigns: ['login svc-deploy'] },
  })
  expect(find('identity', 'abbot')).toMatchObject({ class: 'human' })
  expect(find('identity', 'Copilot')).toMatchObject({ class: 'ai', ai: { vendor: 'GitHub', confidence: 0.9 } })
  expect(find('identity', 'partner-ci')).toMatchObject({ class: 'machine', facts: { role: 'outside-collaborator' } })
})

test('of whom a list that was read in part does not name, nobody knows the second factor', async () => {
  const { find } = await acme({
    '/members': [user(1, 'octocat'), user(2, 'svc-deploy'), { ...user(3, 'abbot'), id: 'three' }],
    '/members?filter=2fa_disabled': [user(2, 'svc-deploy'), user(3, 'abbot')],
  })
  expect(find('identity', 'svc-deploy')).toMatchObject({ facts: { twoFactor: false } })
  expect(find('identity', 'octocat')).toMatchObject({ facts: { twoFactor: { unknown: 'failed' } } })
})

test('an app that is known, one that only sounds so, and when each was seen', async () => {
  const app = { permissions: {}, events: [], repository_selection: 'all', suspended_at: null, ...dates }
  const { find, of } = await acme({
    '/installations': [
      { ...app, id: 101, app_id: 1, app_slug: 'claude' },
      { ...app, id: 102, app_id: 2, app_slug: 'gemini-travel' },
    ],
    '/insights/api/subject-stats': [
      { subject_type: 'installation', subject_id: 101, last_request_timestamp: '2026-11-20T15:43:03Z' },
      { subject_type: 'user', subject_id: 102, last_request_timestamp: '2026-11-20T15:43:03Z' },
    ],
  })
  expect(find('identity', 'claude')).toMatchObject({ class: 'ai', ai: { vendor: 'Anthropic', kind: 'agent' } })
  expect(find('identity', 'gemini-travel')).toMatchObject({ class: 'machine', ai: { confidence: 0.4 } })
  const window = { observedSince: '2026-10-22T10:00:00Z', precision: 'window' }
  expect(of('usage')).toEqual(
    expect.arrayContaining([
      expect.objectContaining({ subject: 'github:4711:app:1', lastUsedAt: '2026-11-20T15:43:03Z', ...window }),
      expect.objectContaining({ subject: 'github:4711:app:2', lastUsedAt: null, ...window }),
    ]),
  )
})

test('where only owners are told who has no second factor, it is unknown, and told once', async () => {
  const server = createServer(({ url = '' }, response) => {
    const [path = '', query = ''] = url.split('?')
    const answer: { readonly [path: string]: unknown } = {
      '/orgs/acme': { id: 4711, login: 'acme' },
      '/orgs/acme/members': query.includes('role=member') ? [user(2, 'hubot')] : [],
      '/orgs/acme/outside_collaborators': [],
    }
    const status = query.includes('filter=') ? 422 : path in answer ? 200 : 404
    response.writeHead(status, { 'content-type': 'application/json' })
    response.end(JSON.stringify(status === 200 ? answer[path] : { message: 'Only owners can use this filter.' }))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = { endpoint, organizations: ['acme'] }
  const { records, gaps } = await scan({ connector, config, env: { GITHUB_TOKEN: 'ghp_member' }, tier: 'core' })
  server.close()
  expect(records.find((row) => row.type === 'identity')).toMatchObject({
    nativeId: 'hubot',
    facts: { twoFactor: { unknown: 'denied' } },
  })
  expect(gaps.filter((gap) => gap.step === 'members')).toEqual([])
  const told = gaps.filter((gap) => gap.step === 'second-factors')
  expect(told).toMatchObject([{ reason: 'denied', detail: expect.stringContaining('Only owners are told') }])
})
