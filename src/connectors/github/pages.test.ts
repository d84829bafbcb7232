/** Lists that go on, or leave something out, in ways that GitHub and the proxies before it have of saying so. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { scan } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

interface Reply {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  readonly body: unknown
}
type Replies = (path: string, query: URLSearchParams) => Reply | undefined

const user = (id: number, login: string) => ({ id, login, type: 'User' })

const deployer = {
  id: 5_000_000_001,
  app_id: 5_000_000_002,
  app_slug: 'deployer',
  client_id: null,
  permissions: { contents: 'write' },
  events: [],
  repository_selection: 'all',
  created_at: '2024-01-01T00:00:00Z',
  updated_at: '2024-01-01T00:00:00Z',
}

async function scanned(replies: Replies) {
  const server = createServer(({ url = '' }, response) => {
    const { pathname, searchParams } = new URL(url, 'http://localhost')
    const {
      status = 200,
      headers,
      body,
    } = replies(pathname, searchParams) ??
    (pathname === '/orgs/acme'
      ? { body: { id: 4711, login: 'acme', plan: null, public_repos: null } }
      : { status: 404, body: { message: 'Not Found' } })
    response.writeHead(status, { 'content-type': 'application/json', ...headers })
    response.end(JSON.stringify(body))
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const config = { endpoint, organizations: ['acme'] }
  const result = await scan({ connector, config, env: { GITHUB_TOKEN: 'ghp_x' }, tier: 'core' })
  expect(result.collected.bugs).toEqual([])
  const named = (kind: string) =>
    result.records.flatMap((row) => ('kind' in row && row.kind === kind && 'nativeId' in row ? [row.nativeId] : []))
  return { ...result, named }
}

test.each([
  ['</orgs/acme/members?role=member&page=2>; title="a; b"; rel="next", </last>; rel="last"'],
  ['</first>; rel="first", </orgs/acme/members?role=member&page=2>; REL=next'],
  ['</orgs/acme/members?role=member&page=2>; rel="last next"'],
])('the next page is found however the header writes it: %s', async (link) => {
  const { named, gaps } = await scanned((path, query) => {
    if (path !== '/orgs/acme/members') return undefined
    if (query.get('role') !== 'member') return { body: [] }
    if (query.get('page') === '2') return { body: [user(2, 'second')] }
    return { headers: { link }, body: [user(1, 'first')] }
  })
  expect(named('user').toSorted()).toEqual(['first', 'second'])
  expect(gaps.filter(({ step, detail }) => step === 'members' && !detail.includes('outside'))).toEqual([])
})

test('a list that leaves out what demands single sign-on is not whole', async () => {
  const { gaps } = await scanned((path) =>
    path === '/orgs/acme/members'
      ? { headers: { 'X-GitHub-SSO': 'partial-results; organizations=4711' }, body: [] }
      : undefined,
  )
  expect(gaps.filter(({ step }) => step === 'members')).toContainEqual(
    expect.objectContaining({
      reason: 'denied',
      permission: 'single sign-on',
      detail: expect.stringContaining('leaves out'),
    }),
  )
})

test.each([
  ['`acme` has an IP allow list enabled, and your IP address is not permitted.', 'a place on the IP allow list'],
  ['This installation has been suspended', 'an installation that is not suspended'],
])('what no permission opens is not told as a missing one: %s', async (message, permission) => {
  const { gaps } = await scanned((path) =>
    path === '/orgs/acme/hooks' ? { status: 403, body: { message } } : undefined,
  )
  expect(gaps.find(({ step }) => step === 'organization-webhooks')).toMatchObject({ reason: 'denied', permission })
})

test('an app with a permission of an unknown level is there, and the level is told', async () => {
  const installation = { ...deployer, permissions: { contents: 'write', issues: 'maintain' } }
  const { records, gaps } = await scanned((path) =>
    path === '/orgs/acme/installations' ? { body: { installations: [installation] } } : undefined,
  )
  expect(records.find((row) => 'kind' in row && row.kind === 'app')).toMatchObject({
    facts: { permissions: { contents: 'write' } },
  })
  const told = gaps.filter(({ step }) => step === 'installations')
  expect(told).toContainEqual(expect.objectContaining({ reason: 'failed', detail: expect.stringContaining('issues') }))
})

test('fields that are null or left out do not lose the app, the runner or the organization', async () => {
  const runner = { id: 7, name: 'r', os: 'linux', status: 'online', labels: [], runner_group_id: null }
  const { named } = await scanned((path) => {
    if (path === '/orgs/acme/installations') return { body: { installations: [deployer] } }
    return path === '/orgs/acme/actions/runners' ? { body: { runners: [runner] } } : undefined
  })
  expect(named('app')).toEqual(['deployer'])
  expect(named('runner')).toEqual(['7'])
  expect(named('organization')).toContain('acme')
})
