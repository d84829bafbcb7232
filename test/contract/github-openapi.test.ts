/** Every route and query of the GitHub connector is one that GitHub describes, field by field. */
import { readFileSync } from 'node:fs'
import { buildSchema, parse, validate } from 'graphql'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { route } from '../../src/connectors/github/route.ts'
import {
  loadDescription,
  mostPerPage,
  operationOf,
  permissionNames,
  shapeComplaints,
  type AnyRoute,
  type Description,
  type Operation,
} from '../support/github-description.ts'
import { githubQueries, githubRoutes } from '../support/github-routes.ts'

const routes = await githubRoutes()
const queries = await githubQueries()

/**
 * The description lists no more permissions than its examples have; these stand in GitHub's own table:
 * https://github.com/github/docs/blob/main/src/github-apps/data/ghec-2026-03-10/server-to-server-permissions.json
 */
const inTheTableAlone = [
  'organization_api_insights',
  'organization_actions_variables',
  'organization_dependabot_secrets',
  'organization_codespaces_secrets',
  'organization_agent_secrets',
  'organization_agent_variables',
  'actions_variables',
  'codespaces_secrets',
  'agent_secrets',
  'agent_variables',
  'copilot_agent_settings',
]

/** Rows that lack what tells them apart, or what the question is about, are of no use and become a gap. */
const demanded = [
  'listSecretAlerts row.number',
  'listSecretAlerts row.secret_type',
  'listSecretAlerts row.repository',
  'listSubjectStats row.subject_type',
  'listSubjectStats row.subject_id',
]

/** Answered and not described: https://github.com/google/go-github/blob/master/github/repos_environments.go reads it as well. */
const undescribed = ['listEnvironments row.can_admins_bypass']

/** By the same table, apps take these even to read. No manifest asks for them, so that apps get a gap. */
const toWrite = [
  { permission: 'organization_administration=write', path: /^GET \/orgs\/\{org\}\/rulesets/ },
  { permission: 'codespaces_secrets=write', path: /^GET \/repos\/\{owner\}\/\{repo\}\/codespaces\/secrets/ },
]

/** Described as closed to apps, and open to them by the table of permissions. */
const openToAppsAfterAll = /\/codespaces\/secrets/

let api: Description
let cloud: Description
let server: Description
beforeAll(async () => {
  ;[api, cloud, server] = await Promise.all([
    loadDescription('api.github.com'),
    loadDescription('ghec'),
    loadDescription('ghes-3.19'),
  ])
})

/** github.com, or Enterprise Cloud where only that has it; which version it is only Enterprise Server says. */
function describedIn(each: AnyRoute): Description {
  if (each.path === 'GET /meta') return server
  return operationOf(api, each) === undefined ? cloud : api
}

test('routes and queries are found', () => {
  expect(routes.length).toBeGreaterThan(30)
  expect(queries.length).toBeGreaterThan(0)
})

test.for(routes)('%s is as GitHub describes it', ([name, each]) => {
  const description = describedIn(each)
  const operation = operationOf(description, each)
  const shape = shapeComplaints(description, each).filter(
    (words) => ![...demanded, ...undescribed].some((known) => `${name} ${words}`.startsWith(`${known} `)),
  )
  const rest =
    operation === undefined
      ? []
      : [paging(description, operation, each), askers(operation, each), scopes(operation, each), plans(each)].flat()
  expect([...shape, ...rest, ...permissions(each)]).toEqual([])
})

function paging(description: Description, operation: Operation, { single, perPage = 100 }: AnyRoute): string[] {
  const most = mostPerPage(description, operation) ?? 100
  return single === true || perPage <= most ? [] : [`asks for pages of ${perPage}, and GitHub gives ${most}`]
}

/** There are such, and they only read. */
function permissions({ permission, path }: AnyRoute): string[] {
  const known = [...permissionNames(cloud), ...inTheTableAlone]
  const named = permission === '' ? [] : permission.split(/[,;]\s*/)
  return named.flatMap((each) => [
    ...(known.includes(each.split('=')[0]!) ? [] : [`GitHub knows no permission ${each}`]),
    ...(each.endsWith('=read') || toWrite.some((kept) => kept.permission === each && kept.path.test(path))
      ? []
      : [`${each} does more than read`]),
  ])
}

function askers(
  { description = '', 'x-github': github }: Operation,
  { appOnly, path, permission }: AnyRoute,
): string[] {
  const alone = /Only GitHub Apps can use this endpoint|must use a \[?JWT/i.test(description)
  const forApps = github?.enabledForGitHubApps !== false || openToAppsAfterAll.test(path)
  return [
    ...((appOnly ?? false) === alone ? [] : [`${alone ? 'only apps' : 'not apps alone'} may ask`]),
    // What apps may not ask is asked of the user behind a token.
    ...(forApps || permission === '' || path.startsWith('GET /user/') ? [] : ['apps may not ask']),
  ]
}

function scopes({ description = '' }: Operation, each: AnyRoute): string[] {
  const sentence = /personal access tokens? \(classic\) need (?:the )?(.*?) scopes?/.exec(description)?.[1] ?? ''
  const named = [...sentence.matchAll(/`([^`]+)`/g)].map(([, scope = '']) => scope)
  // Nobody needs one to see an organization at all; and `admin:read`, of which one page speaks, does not exist.
  if (named.length === 0 || each.permission === '' || named.includes('admin:read')) return []
  return each.scopes.some((scope) => named.includes(scope)) ? [] : [`classic tokens take ${named.join(' or ')}`]
}

/** What a 404 may mean hangs on it. */
function plans(each: AnyRoute): string[] {
  const { feature } = each
  if (operationOf(api, each) === undefined)
    return feature === 'saml' || feature === 'enterprise-cloud' ? [] : ['only Enterprise Cloud has it']
  if (operationOf(server, each) === undefined) return feature === undefined ? ['Enterprise Server lacks it'] : []
  return feature === undefined || feature === 'secret-protection' ? [] : ['Enterprise Server has it']
}

test.for(queries)('%s is a query that GitHub’s schema allows', ([, query]) => {
  expect(validate(graphqlSchema(), parse(query)).map(String)).toEqual([])
})

let schema: ReturnType<typeof buildSchema> | undefined
/** The published file defines two fields twice, so that it is taken as it is. */
function graphqlSchema(): ReturnType<typeof buildSchema> {
  const file = new URL('../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url)
  return (schema ??= buildSchema(readFileSync(file, 'utf8'), { assumeValid: true, assumeValidSDL: true }))
}

describe('what is wrong is found', () => {
  const right = { path: 'GET /orgs/{org}/hooks', permission: 'organization_hooks=read', scopes: [] } as const
  test.for([
    ['a field', { ...right, schema: z.object({ id: z.int(), adress: z.string() }) }, 'row.adress is not described'],
    [
      'a field within a field',
      { ...right, schema: z.object({ config: z.object({ uri: z.string() }).optional() }) },
      'row.config.uri is not described',
    ],
    ['a list', { ...right, rows: 'hooks', schema: z.object({ id: z.int() }) }, 'the answer has no list hooks'],
    ['a path', { ...right, path: 'GET /orgs/{org}/hocks' as 'GET /orgs/{org}/hooks', schema: z.object({}) }, 'GitHub describes no such path'],
    [
      'a field that may be missing',
      { ...right, schema: z.object({ config: z.object({ secret: z.string() }) }) },
      'row.config.secret may be left out by GitHub, and is demanded',
    ],
    [
      'a field that may be null',
      {
        path: 'GET /apps/{app_slug}',
        single: true,
        permission: '',
        scopes: [],
        schema: z.object({ description: z.string() }),
      },
      'answer.description may be null, which is refused',
    ],
    [
      'a value of an enumeration',
      {
        path: 'GET /orgs/{org}/actions/permissions',
        single: true,
        permission: '',
        scopes: [],
        schema: z.object({ enabled_repositories: z.enum(['all', 'none']) }),
      },
      'answer.enabled_repositories may be "selected", which is refused',
    ],
  ] as const)('%s', ([, planted, complaint]) => {
    expect(shapeComplaints(api, route<unknown>(planted))).toEqual([complaint])
  })

  test('a permission, a page, a scope, a plan, and who may ask', () => {
    const path = 'GET /orgs/{org}/agents/variables'
    const planted = route<unknown>({
      path,
      permission: 'agent_variable=write',
      scopes: ['repo'],
      appOnly: true,
      schema: z.object({}),
    })
    const operation = operationOf(api, planted)!
    expect(permissions(planted)).toHaveLength(2)
    expect(paging(api, operation, planted)).toEqual(['asks for pages of 100, and GitHub gives 30'])
    expect(scopes(operation, planted)).toEqual(['classic tokens take admin:org'])
    expect(plans(planted)).toEqual(['Enterprise Server lacks it'])
    expect(askers(operation, planted)).toEqual(['not apps alone may ask'])
  })

  test('a query', () => {
    expect(validate(graphqlSchema(), parse('query { viewer { logn } }')).map(String).join()).toContain('logn')
  })
})
