import { expect, test } from 'vitest'
import * as fc from 'fast-check'
import { mcpServersOf } from './mcp.ts'

const fingerprint = (value: string): string => `#${value.length}`
const of = (mcpServers: object) => mcpServersOf({ mcpServers }, fingerprint)

test('none', () => {
  expect(mcpServersOf(null, fingerprint)).toEqual([])
  expect(mcpServersOf({}, fingerprint)).toEqual([])
  expect(mcpServersOf('not json', fingerprint)).toEqual({ unknown: 'failed' })
})

test('a local server as GitHub’s own page shows it', () => {
  const sentry = {
    type: 'local',
    command: 'npx',
    args: ['-y', '@sentry/mcp-server@latest', '--host=$SENTRY_HOST'],
    env: { SENTRY_HOST: 'https://acme.sentry.io', SENTRY_ACCESS_TOKEN: '$COPILOT_MCP_SENTRY_ACCESS_TOKEN' },
    tools: ['search_issues', 'get_issue_details'],
  }
  const servers = [
    {
      name: 'sentry',
      transport: 'stdio',
      package: '@sentry/mcp-server@latest',
      pinned: false,
      tools: ['get_issue_details', 'search_issues'],
      references: ['COPILOT_MCP_SENTRY_ACCESS_TOKEN', 'SENTRY_HOST'],
      configSecrets: [],
    },
  ]
  expect(of({ sentry })).toEqual(servers)
  expect(mcpServersOf(JSON.stringify({ mcpServers: { sentry } }), fingerprint)).toEqual(servers)
})

test('of a remote server only the host remains, and what its secrets look like', () => {
  const key = 'sk-ant-api03-Zq8vT1mK4xR7nB2wY5cF9hJ3lP6sD0gA8eU1iO4tQ7zX2vN5bM9kC3yH6jL0pW8rE4dS1fG7aT2uIo5qV9xZbAA'
  const found = of({
    docs: { type: 'sse', url: `https://mcp.acme.example/${key}?k=1`, headers: { Authorization: `Bearer ${key}` } },
  })
  expect(JSON.stringify(found)).not.toContain('Zq8vT1mK4x')
  expect(found).toMatchObject([{ transport: 'sse', host: 'mcp.acme.example', pinned: null, tools: null }])
  expect(found).toMatchObject([
    { configSecrets: expect.arrayContaining([expect.objectContaining({ name: 'headers.Authorization' })]) },
  ])
})

test('secrets among the arguments', () => {
  const token = 'ghp_1234567890abcdefghijklmnopqrstuv6789'
  const found = of({
    a: { command: 'npx', args: ['x@1.2.3', '--token', token] },
    b: { command: 'npx', args: [`--token=${token}`, token] },
  })
  expect(JSON.stringify(found)).not.toContain(token)
  expect(found).toMatchObject([
    { package: 'x@1.2.3', pinned: true, configSecrets: [{ name: 'args.token' }] },
    { configSecrets: [{ name: 'args.1' }, { name: 'args.token' }] },
  ])
})

test.each([
  ['npx', ['-y', '@acme/mcp@1.2.3'], '@acme/mcp@1.2.3', true],
  ['npx', ['--package=@acme/mcp@^1.2.3', 'mcp'], '@acme/mcp@^1.2.3', false],
  ['/usr/bin/npx', ['@acme/mcp'], '@acme/mcp', false],
  ['uvx', ['--from', 'acme-mcp==1.2', 'acme'], 'acme-mcp==1.2', true],
  ['uvx', ['acme-mcp'], 'acme-mcp', false],
  ['docker', ['run', '-i', '--rm', '-e', 'TOKEN', 'ghcr.io/acme/mcp:1'], 'ghcr.io/acme/mcp:1', false],
  ['docker', ['run', `acme/mcp@sha256:${'a'.repeat(64)}`], `acme/mcp@sha256:${'a'.repeat(64)}`, true],
])('%s %j', (command, args, name, pinned) => {
  expect(of({ one: { command, args } })).toMatchObject([{ transport: 'stdio', package: name, pinned }])
})

test('a program of the repository is no package', () => {
  expect(of({ one: { command: 'node', args: ['server.js'] } })).toMatchObject([{ transport: 'stdio', pinned: null }])
})

test('any JSON', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (any) => {
      for (const given of [any, { mcpServers: any }, { mcpServers: { __proto__: any, one: any } }]) {
        const found = mcpServersOf(given, fingerprint)
        expect(JSON.parse(JSON.stringify(found))).toEqual(found)
      }
    }),
  )
})
