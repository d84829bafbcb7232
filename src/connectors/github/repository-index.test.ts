/** The index where GraphQL is slow, refuses a part, or is not there. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import { scan } from '../../../test/support/scan.ts'
import type { Tier } from '../contract.ts'
import { connector } from './index.ts'

interface Asked {
  readonly query: string
  readonly variables: { readonly first?: number; readonly keys?: boolean; readonly ids?: readonly string[] }
}

type GraphqlReply = (asked: Asked) => {
  readonly status?: number
  readonly headers?: { readonly [name: string]: string }
  readonly body: unknown
}

const organization = { id: 4711, login: 'acme', public_repos: 0, total_private_repos: 3, plan: { name: 'team' } }
const names = ['a', 'b', 'c']
const workflow = 'on: push\njobs: {one: {runs-on: ubuntu-latest, env: {X: "${{ secrets.X }}"}, steps: []}}'

function node(name: string, index: number) {
  return {
    databaseId: index + 1,
    name,
    visibility: 'PRIVATE',
    isArchived: false,
    isFork: false,
    createdAt: '2024-01-01T00:00:00Z',
    pushedAt: null,
    viewerPermission: 'ADMIN',
    defaultBranchRef: { name: 'main' },
    deployKeys: { totalCount: 0 },
    environments: { totalCount: 0, nodes: [] },
    workflows: {
      entries: [{ name: 'w.yml', type: 'blob', object: { id: 'B1', oid: 'o1', byteSize: 90, isBinary: false } }],
    },
  }
}

const page = (nodes: readonly unknown[], errors?: readonly unknown[]) => ({
  body: {
    data: { organization: { repositories: { pageInfo: { hasNextPage: false, endCursor: null }, nodes } } },
    ...(errors === undefined ? {} : { errors }),
  },
})
const texts = ({ variables }: Asked) => ({
  body: {
    data: { nodes: (variables.ids ?? []).map((id) => ({ id, isBinary: false, isTruncated: false, text: workflow })) },
  },
})

/** A GitHub of three repositories that answers REST as GitHub does, and GraphQL as the test says. */
async function scanned(reply: GraphqlReply, tier: Tier = 'core') {
  const asked: Asked[] = []
  const rest: string[] = []
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      if (request.url === '/graphql') {
        const question = JSON.parse(body) as Asked
        asked.push(question)
        return send(response, reply(question))
      }
      rest.push(request.url ?? '')
      return send(response, restReply((request.url ?? '').split('?')[0] ?? ''))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const result = await scan({
    connector,
    config: { endpoint, organizations: ['acme'] },
    env: { GITHUB_TOKEN: 'ghp_x' },
    tier,
  })
  expect(result.collected.bugs).toEqual([])
  const of = (kind: string) => result.records.filter((row) => 'kind' in row && row.kind === kind)
  const gaps = result.gaps.filter(({ step }) => step === 'repositories')
  return { ...result, asked, rest, of, repositoryGaps: gaps }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request) text += String(chunk)
  return text
}

function send(response: ServerResponse, { status = 200, headers, body }: ReturnType<GraphqlReply>): void {
  response.writeHead(status, {
    'content-type': typeof body === 'string' ? 'text/html' : 'application/json',
    ...headers,
  })
  response.end(typeof body === 'string' ? body : JSON.stringify(body))
}

function restReply(path: string): { status?: number; body: unknown } {
  if (path === '/orgs/acme') return { body: organization }
  if (path === '/orgs/acme/repos')
    return {
      body: names.map((name, index) => ({
        id: index + 1,
        name,
        private: true,
        visibility: 'private',
        archived: false,
        fork: false,
        default_branch: 'main',
      })),
    }
  const [, name = '', rest = ''] = /^\/repos\/acme\/(\w+)\/contents\/(.*)$/.exec(path) ?? []
  if (name === 'c' && rest !== '') return { status: 404, body: { message: 'This repository is empty.' } }
  if (rest === '.github/workflows')
    return { body: [{ type: 'file', name: 'w.yml', path: '.github/workflows/w.yml', sha: 'o1', size: 90 }] }
  const file = { type: 'file', encoding: 'base64', size: 90 }
  if (rest === '.github/workflows/w.yml')
    return { body: { ...file, sha: 'o1', content: Buffer.from(workflow).toString('base64') } }
  if (rest === 'CODEOWNERS')
    return { body: { ...file, sha: 'o2', content: Buffer.from('* @acme/core').toString('base64') } }
  return { status: 404, body: { message: 'Not Found' } }
}

const isTexts = ({ query }: Asked): boolean => query.includes('BlobTexts')

test('a limit of points is waited for until it is reset, by either of its names', async () => {
  let limited = 0
  const { of } = await scanned((asked) => {
    if (isTexts(asked)) return texts(asked)
    limited += 1
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(Math.floor(Date.now() / 1000)) }
    const errors = [{ type: 'RATE_LIMIT', message: 'API rate limit already exceeded for user ID 1.' }]
    return limited === 1 ? { headers, body: { errors } } : page([node('a', 0)])
  })
  expect([limited, of('repository').length]).toEqual([2, 1])
})

const endless = (nodes: readonly unknown[], endCursor: string | null) => ({
  body: { data: { organization: { repositories: { pageInfo: { hasNextPage: true, endCursor }, nodes } } } },
})

test.each([
  ['the same page again', 'X'],
  ['no way to the next', null],
])('where GraphQL names %s, REST reads the rest', async (_what, endCursor) => {
  const { of, repositoryGaps } = await scanned((asked) =>
    isTexts(asked) ? texts(asked) : endless([node('a', 0)], endCursor),
  )
  expect(of('repository').map((row) => 'name' in row && row.name)).toEqual(['acme/a', 'acme/b', 'acme/c'])
  expect(repositoryGaps).toContainEqual(expect.objectContaining({ detail: expect.stringContaining('no way to them') }))
})

describe('a question that is too large', () => {
  test.each([
    ['502', { status: 502, body: '<html>' }],
    ['something went wrong', { body: { errors: [{ message: 'Something went wrong while executing your query.' }] } }],
  ])('is halved until it is answered: %s', async (_what, failure) => {
    const { asked, of, repositoryGaps } = await scanned((question) => {
      if (isTexts(question)) return texts(question)
      return (question.variables.first ?? 0) > 10 ? failure : page(names.map(node))
    })
    expect(asked.filter((each) => !isTexts(each)).map(({ variables }) => variables.first)).toEqual([50, 25, 10])
    expect(of('workflow')).toHaveLength(3)
    expect(repositoryGaps).toEqual([])
  })

  test('and so are the texts, down to the file that is it', async () => {
    const { of, repositoryGaps } = await scanned((question) => {
      if (!isTexts(question))
        return page(
          names.map((name, index) => ({
            ...node(name, index),
            workflows: {
              entries: [{ name: 'w.yml', type: 'blob', object: { id: `B${index}`, oid: `o${index}`, byteSize: 90 } }],
            },
          })),
        )
      return question.variables.ids?.includes('B1') ? { status: 502, body: '<html>' } : texts(question)
    })
    expect(of('workflow').map((row) => ('facts' in row ? Array.isArray(row.facts['jobs']) : row))).toEqual([
      true,
      false,
      true,
    ])
    expect(repositoryGaps).toMatchObject([
      { reason: 'failed', detail: expect.stringContaining('acme/b/.github/workflows/w.yml') },
    ])
  })
})

test('texts that are refused all along are not asked for without end', async () => {
  const files = Array.from({ length: 200 }, (_, index) => ({
    name: `w${index}.yml`,
    type: 'blob',
    object: { id: `B${index}`, oid: `o${index}`, byteSize: 90 },
  }))
  const { of, asked, repositoryGaps } = await scanned((question) => {
    if (!isTexts(question)) return page([{ ...node('a', 0), workflows: { entries: files } }])
    return { status: 502, body: '<html>' }
  })
  expect(of('workflow')).toHaveLength(200)
  expect(asked.length).toBeLessThan(60)
  expect(repositoryGaps.at(-1)).toMatchObject({ reason: 'failed', detail: expect.stringContaining('and 195 more') })
})

describe('what may not be seen', () => {
  test('does not take the repository along', async () => {
    const forbidden = (index: number) => ({
      type: 'FORBIDDEN',
      path: ['organization', 'repositories', 'nodes', index, 'deployKeys'],
      message: 'Resource not accessible by personal access token',
    })
    const { of, asked } = await scanned((question) => {
      if (isTexts(question)) return texts(question)
      if (question.variables.keys === true) return page([null, null, null], [0, 1, 2].map(forbidden))
      return page(names.map((name, index) => ({ ...node(name, index), deployKeys: undefined })))
    })
    expect(asked.filter((each) => !isTexts(each))).toHaveLength(2)
    expect(of('repository')).toHaveLength(3)
  })

  test('is a gap that names the repository', async () => {
    const { of, repositoryGaps } = await scanned((question) => {
      if (isTexts(question)) return texts(question)
      const error = {
        type: 'FORBIDDEN',
        path: ['organization', 'repositories', 'nodes', 1, 'workflows'],
        message: 'no',
      }
      return page(
        names.map((name, index) => ({ ...node(name, index), ...(index === 1 ? { workflows: null } : {}) })),
        [error],
      )
    })
    expect(of('repository').map((row) => ('facts' in row ? row.facts['workflows'] : row))).toEqual([
      ['.github/workflows/w.yml'],
      { unknown: 'denied' },
      ['.github/workflows/w.yml'],
    ])
    expect(repositoryGaps).toMatchObject([{ reason: 'denied', detail: 'acme/b: workflows was not read: no' }])
  })

  test('no keys are no proof for who may not administer', async () => {
    const { rest } = await scanned((question) =>
      isTexts(question)
        ? texts(question)
        : page(names.map((name, index) => ({ ...node(name, index), viewerPermission: 'READ' }))),
    )
    expect(rest.filter((path) => path.includes('/keys'))).toHaveLength(3)
  })
})

describe('without GraphQL, REST is asked', () => {
  test.each([
    ['404', { status: 404, body: { message: 'Not Found' } }, 'denied'],
    ['501', { status: 501, body: {} }, 'failed'],
    ['HTML', { body: '<html>' }, 'failed'],
    ['no permission', { status: 403, body: { message: 'Resource not accessible by integration' } }, 'denied'],
    ['forbidden', { body: { data: { organization: null }, errors: [{ type: 'FORBIDDEN', message: 'no' }] } }, 'denied'],
  ])('%s', async (_what, failure, reason) => {
    const { of, repositoryGaps } = await scanned(() => failure)
    expect(
      of('repository').map((row) =>
        'facts' in row ? [row.facts['workflows'], row.facts['codeOwners'], row.facts['aiFiles']] : row,
      ),
    ).toEqual([
      [['.github/workflows/w.yml'], [{ pattern: '*', owners: ['@acme/core'] }], { unknown: 'not-collected' }],
      [['.github/workflows/w.yml'], [{ pattern: '*', owners: ['@acme/core'] }], { unknown: 'not-collected' }],
      [[], null, { unknown: 'not-collected' }],
    ])
    expect(of('workflow')).toMatchObject([
      { facts: { jobs: [{ secrets: ['X'] }] } },
      { facts: { jobs: [{ secrets: ['X'] }] } },
    ])
    expect(repositoryGaps).toMatchObject([{ reason, detail: expect.stringContaining('REST was asked') }])
  })
})
