import { readFileSync } from 'node:fs'
import { buildSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { organizationOf, repositoryOf } from '../../fixtures/servers/github/estate.ts'
import { abstract, types } from '../../fixtures/servers/github/graphql/schema.ts'
import { execute } from '../../fixtures/servers/github/graphql/execute.ts'
import type { World } from '../../fixtures/servers/github/graphql/fields.ts'
import { routes } from '../../fixtures/servers/github/routes.ts'
import { startGithubServer, type ServerOptions } from '../../fixtures/servers/github/server.ts'

const fileOf = (path: string): string =>
  readFileSync(new URL(`../../node_modules/@octokit/${path}`, import.meta.url), 'utf8')

describe('the GitHub test server', () => {
  test('knows no address that GitHub does not', () => {
    const { paths } = JSON.parse(fileOf('openapi/generated/ghec.json')) as {
      paths: { [path: string]: object }
    }
    const unknown = routes.filter(({ operation }) => {
      const [method = '', path = ''] = operation.split(' ')
      return path !== '/graphql' && !(method.toLowerCase() in (paths[path] ?? {}))
    })
    expect(unknown.map(({ operation }) => operation)).toEqual([])
  })
})

describe('its GraphQL', () => {
  let schema: GraphQLSchema
  beforeAll(() => {
    schema = buildSchema(fileOf('graphql-schema/schema.graphql'), { assumeValid: true })
  })

  test('has types, fields and arguments as GitHub has them', () => {
    const flaws = Object.entries(types).flatMap(([name, fields]) => {
      const type = schema.getType(name)
      if (!isObjectType(type) && !isInterfaceType(type)) return [`no type ${name}`]
      return Object.entries(fields).flatMap(([field, { takes, shape, type: inner }]) => {
        const real = type.getFields()[field]
        if (real === undefined) return [`no field ${name}.${field}`]
        const known = new Set(real.args.map((argument) => argument.name))
        const target = String(real.type).replaceAll(/[[\]!]/g, '')
        const wanted = shape === 'connection' ? `${inner}Connection` : inner
        const fits = wanted === undefined || target.endsWith(wanted) || isAbstractType(schema.getType(target))
        return [
          ...takes.filter((each) => !known.has(each)).map((each) => `no argument ${each} of ${name}.${field}`),
          ...(fits ? [] : [`${name}.${field} is ${target}, not ${wanted}`]),
        ]
      })
    })
    expect(flaws).toEqual([])
  })

  test('has interfaces as GitHub has them', () => {
    const flaws = Object.entries(abstract).flatMap(([name, { of, fields }]) => {
      const type = schema.getType(name)
      if (!isInterfaceType(type)) return [`no interface ${name}`]
      const real = new Set(schema.getPossibleTypes(type).map((each) => each.name))
      return [...of.filter((each) => !real.has(each)), ...fields.filter((each) => !(each in type.getFields()))]
    })
    expect(flaws).toEqual([])
  })

  const files = { 'a.txt': 'a', 'b/c.txt': 'c' }
  const answers = { '/keys': [{ id: 1, title: 'one' }] }
  const estate = {
    apps: {},
    organizations: [
      organizationOf('acme', { repositories: [repositoryOf(1, 'x', { files, answers }), repositoryOf(2, 'y')] }),
    ],
  }
  const world = (may: World['may'] = () => true): World => ({ estate, sees: () => true, version: undefined, may })
  const ask = (query: string, variables: { readonly [name: string]: unknown } = {}, may?: World['may']) =>
    execute({ query, variables }, world(may), {}).body

  test('follows cursors, aliases, fragments, variables and directives', () => {
    const query = `query ($n: Int = 1, $after: String, $all: Boolean!) {
      organization(login: "acme") { repositories(first: $n, after: $after, orderBy: { field: NAME, direction: ASC }) {
        pageInfo { hasNextPage endCursor } totalCount
        nodes { ...Named file: object(expression: "HEAD:a.txt") { oid ... on Blob { text } } deployKeys(first: 1) @include(if: $all) { totalCount } } } } }
      fragment Named on Repository { title: name }`
    const first = ask(query, { all: true }) as {
      data: { organization: { repositories: { pageInfo: { endCursor: string } } } }
    }
    const { endCursor } = first.data.organization.repositories.pageInfo
    expect(first.data.organization.repositories).toMatchObject({
      pageInfo: { hasNextPage: true },
      totalCount: 2,
      nodes: [{ title: 'x', file: { text: 'a' }, deployKeys: { totalCount: 1 } }],
    })
    const second = ask(query, { all: false, after: endCursor })
    expect(second).toMatchObject({ data: { organization: { repositories: { nodes: [{ title: 'y', file: null }] } } } })
  })

  test.each([
    ['{ organization(login: "acme") { nothing } }', /doesn't exist on type 'Organization'/],
    ['{ organization(login: "acme") { repositories { totalCount } } }', /must provide a `first`/],
    ['{ organization(login: "acme") { repositories(first: 101) { totalCount } } }', /exceeds the `first` limit/],
    ['{ organization(login: "acme", id: 1) { login } }', /doesn't accept argument 'id'/],
    ['{ organization(login: $login) { login } }', /\$login is not declared/],
    ['{ organization(login: "nobody") { login } }', /Could not resolve/],
    ['{ organization(', /Parse error/],
  ])('refuses %s', (query, message) => {
    expect(ask(query).errors?.[0]?.message).toMatch(message)
  })

  test('leaves out the whole repository where a connection of it is kept back', () => {
    const query =
      '{ organization(login: "acme") { repositories(first: 9) { nodes { name deployKeys(first: 1) { totalCount } } } } }'
    const answer = ask(query, {}, (permission) => permission !== 'administration=read')
    expect(answer.data).toEqual({ organization: { repositories: { nodes: [null, null] } } })
    expect(answer.errors?.map(({ type }) => type)).toEqual(['FORBIDDEN', 'FORBIDDEN'])
  })
})

describe('its REST', () => {
  const variables = Array.from({ length: 65 }, (_, n) => ({ name: `V${n}`, value: 'x' }))
  const answers = { '/actions/variables': variables, '/credential-authorizations': [] }
  const estate = {
    apps: {},
    organizations: [organizationOf('acme', { answers, repositories: [repositoryOf(1, 'x')] })],
  }
  const asking = async (
    options: Partial<ServerOptions>,
    ask: (get: (path: string, headers?: { readonly [name: string]: string }) => Promise<Response>) => Promise<void>,
  ): Promise<void> => {
    const server = await startGithubServer({ estate, now: '', ...options })
    const get = (path: string, headers = {}): Promise<Response> =>
      fetch(path.startsWith('http') ? path : server.url + path, {
        headers: { authorization: 'token ghp_x', ...headers },
      })
    try {
      await ask(get)
    } finally {
      await server.close()
    }
  }

  test('leads from page to page by whole addresses, of 30 variables at most', () =>
    asking({}, async (get) => {
      const first = await get('/orgs/acme/actions/variables?per_page=100')
      const next = /<([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '')?.[1] ?? ''
      expect(new URL(next).pathname).toBe('/organizations/4711/actions/variables')
      const second = (await (await get(next)).json()) as { total_count: number; variables: unknown[] }
      expect(second).toMatchObject({ total_count: 65, variables: variables.slice(30, 60) })
    }))

  test('answers 304 to who has it already', () =>
    asking({}, async (get) => {
      const etag = (await get('/orgs/acme')).headers.get('etag') ?? ''
      expect((await get('/orgs/acme', { 'if-none-match': etag })).status).toBe(304)
    }))

  test('hides what the plan or the server does not have', () =>
    asking({}, async (get) => {
      expect((await get('/orgs/acme/credential-authorizations')).status).toBe(404)
    }))

  test('is Enterprise Server with a version', () =>
    asking({ version: '3.19.2' }, async (get) => {
      expect(await (await get('/meta')).json()).toMatchObject({ installed_version: '3.19.2' })
      expect((await get('/orgs/acme/agents/secrets')).status).toBe(404)
      expect((await get('/orgs/acme')).headers.get('x-ratelimit-limit')).toBeNull()
    }))

  test('keeps to scopes, and says which there are', () =>
    asking({ access: { scopes: ['read:org'] } }, async (get) => {
      const refused = await get('/orgs/acme/actions/secrets')
      expect([refused.status, refused.headers.get('x-accepted-oauth-scopes')]).toEqual([403, 'admin:org'])
      expect((await get('/repos/acme/x')).status).toBe(404)
    }))

  test('refuses once the hour is used up', () =>
    asking({ limits: { hour: 1 } }, async (get) => {
      await get('/orgs/acme')
      const refused = await get('/orgs/acme')
      expect([refused.status, refused.headers.get('x-ratelimit-remaining')]).toEqual([403, '0'])
    }))

  test('refuses what comes too fast', () =>
    asking({ limits: { perSecond: 3, retryAfterSeconds: 7 } }, async (get) => {
      const all = await Promise.all(Array.from({ length: 4 }, () => get('/orgs/acme')))
      const refused = all.filter(({ status }) => status === 403)
      expect(refused.map(({ headers }) => headers.get('retry-after'))).toEqual(['7'])
    }))
})
