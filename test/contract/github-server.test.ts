import { readFileSync } from 'node:fs'
import { buildSchema, isAbstractType, isInterfaceType, isObjectType } from 'graphql'
import type { GraphQLSchema } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { organizationOf, repositoryOf } from '../../fixtures/servers/github/estate.ts'
import { abstract, types } from '../../fixtures/servers/github/graphql/schema.ts'
import { execute } from '../../fixtures/servers/github/graphql/execute.ts'
import type { World } from '../../fixtures/servers/github/graphql/schema.ts'
import { routes } from '../../fixtures/servers/github/routes.ts'
import { startGithubServer } from '../../fixtures/servers/github/server.ts'

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

  test('limits what comes too fast', async () => {
    const server = await startGithubServer({ estate, now: '', limits: { perSecond: 3, retryAfterSeconds: 7 } })
    const ask4 = Array.from({ length: 4 }, () =>
      fetch(`${server.url}/orgs/acme`, { headers: { authorization: 'token ghp_x' } }),
    )
    const answers4 = await Promise.all(ask4)
    const limited = answers4.filter(({ status }) => status === 403)
    expect(limited.map(({ headers }) => headers.get('retry-after'))).toEqual(['7'])
    await server.close()
  })
})
