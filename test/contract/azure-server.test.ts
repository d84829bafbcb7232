import { afterEach, describe, expect, test } from 'vitest'
import type { AzureTenant } from '../../fixtures/servers/azure/estate.ts'
import { realLimits } from '../../fixtures/servers/azure/limits.ts'
import { startAzureServer } from '../../fixtures/servers/azure/server.ts'
import type { AzureServer, ServerOptions } from '../../fixtures/servers/azure/server.ts'
import { clientId, subscription, many, idOf, tenant } from '../support/azure-server-tenant.ts'
import { grantedRoles, tokenFor } from '../../fixtures/servers/azure/tokens.ts'

const running: AzureServer[] = []
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.close()))
})

async function start(options: Partial<ServerOptions> = {}, of: AzureTenant = tenant): Promise<AzureServer> {
  const server = await startAzureServer({ estate: { tenants: [of] }, now: '2026-11-21T10:00:00Z', ...options })
  running.push(server)
  return server
}

interface Answer {
  readonly status: number
  readonly headers: Headers
  readonly body: Body
}

interface Item {
  readonly id: string
  readonly owners: readonly unknown[]
  readonly keyCredentials: readonly { readonly key: unknown }[]
}

interface Body {
  readonly value: readonly Item[]
  readonly '@odata.nextLink'?: string
  readonly '@odata.deltaLink'?: string
  readonly '@odata.count'?: number
  readonly responses: readonly { readonly status: number; readonly headers: { readonly 'Retry-After'?: string } }[]
  readonly error: { readonly code: string; readonly innerError: object }
  readonly data: readonly unknown[]
  readonly $skipToken?: string
  readonly resultTruncated: string
}

async function ask(
  server: AzureServer,
  path: string,
  more: { audience?: string; roles?: readonly string[]; post?: unknown; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const audience =
    more.audience ?? (/\/(v1\.0|beta)\//.test(path) ? 'https://graph.microsoft.com' : 'https://management.azure.com')
  const token = tokenFor(tenant, { audience, clientId, roles: more.roles ?? grantedRoles({}, audience) })
  const response = await fetch(path.startsWith('http') ? path : server.url + path, {
    headers: { authorization: `Bearer ${token}`, ...more.headers },
    ...(more.post === undefined ? {} : { method: 'POST', body: JSON.stringify(more.post) }),
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Body }
}

async function pages(server: AzureServer, path: string): Promise<readonly Answer[]> {
  const found: Answer[] = []
  for (let next: string | undefined = path; next !== undefined; next = found.at(-1)?.body['@odata.nextLink'])
    found.push(await ask(server, next))
  return found
}

describe('Graph on the test server', () => {
  test('pages as asked, and gives each row once in any order', async () => {
    const server = await start({ shuffle: 3 })
    const found = await pages(server, '/v1.0/servicePrincipals?$top=100&$select=id')
    expect(found.map(({ body }) => body.value.length)).toEqual([100, 100, 51])
    expect(new Set(found.flatMap(({ body }) => body.value.map(({ id }) => id))).size).toBe(251)
    expect(server.calls[0]).toMatchObject({
      operation: 'GET /servicePrincipals',
      permission: 'Application.Read.All',
      status: 200,
    })
    expect((await ask(server, '/v1.0/servicePrincipals?$top=1000')).body.error.code).toBe('Request_UnsupportedQuery')
  })

  test('expands 20 things of 100 rows, and neither is told', async () => {
    const server = await start()
    const { body } = await ask(server, '/v1.0/applications?$select=id&$expand=owners($select=id,displayName)&$top=999')
    expect(body.value[0]?.owners).toHaveLength(20)
    expect(body.value[0]?.owners[0]).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: idOf(2000),
      displayName: 'person 0',
    })
    const expanded = await ask(server, '/v1.0/servicePrincipals?$expand=owners&$top=999')
    expect(expanded.body.value).toHaveLength(100)
    const eventual = await ask(server, '/v1.0/applications?$expand=owners', {
      headers: { consistencylevel: 'eventual' },
    })
    expect(eventual.status).toBe(400)
  })

  test('shows public keys to whoever names them', async () => {
    const server = await start()
    const named = await ask(server, '/v1.0/servicePrincipals?$select=keyCredentials')
    const unnamed = await ask(server, '/v1.0/servicePrincipals')
    expect([named, unnamed].map(({ body }) => body.value[0]?.keyCredentials[0]?.key)).toEqual(['canary-key', null])
  })

  test('filters what is indexed, and takes advanced queries only as such', async () => {
    const server = await start()
    const plain = await ask(
      server,
      "/v1.0/servicePrincipals?$filter=servicePrincipalType eq 'ManagedIdentity'&$top=999",
    )
    expect(plain.body.value).toHaveLength(125)
    const advanced = "/v1.0/servicePrincipals?$filter=servicePrincipalType ne 'ManagedIdentity'&$count=true&$top=999"
    expect((await ask(server, advanced)).status).toBe(400)
    const headers = { consistencylevel: 'eventual' }
    expect((await ask(server, advanced, { headers })).body['@odata.count']).toBe(126)
    const unknown = ["$filter=homepage eq 'x'", '$select=invented', '$expand=secrets']
    for (const query of unknown) expect((await ask(server, `/v1.0/servicePrincipals?${query}`)).status).toBe(400)
  })

  test('knows casts, members of members and objects by their ids', async () => {
    const server = await start()
    const agents = await ask(server, '/v1.0/servicePrincipals/microsoft.graph.agentIdentity')
    expect(agents.body.value.map(({ id }) => id)).toEqual([idOf(900)])
    const cast = `/v1.0/groups/${idOf(5000)}/transitiveMembers/microsoft.graph.servicePrincipal?$count=true&$select=id`
    expect((await ask(server, cast)).status).toBe(400)
    const members = await ask(server, cast, { headers: { consistencylevel: 'eventual' } })
    expect(members.body.value.map(({ id }) => id).toSorted()).toEqual([idOf(0), idOf(900)])
    const post = { ids: [idOf(2000), idOf(3000), idOf(7777)] }
    const found = await ask(server, '/v1.0/directoryObjects/getByIds', { post, roles: ['Application.Read.All'] })
    expect(found.body.value).toEqual([
      { '@odata.type': '#microsoft.graph.user', id: idOf(2000) },
      { '@odata.type': '#microsoft.graph.application', id: idOf(3000), displayName: 'registration 0' },
    ])
  })

  test('answers each part of a batch for itself', async () => {
    const server = await start({
      faults: [{ kind: 'batch-throttled', operation: 'GET /applications/{id}/owners', times: 1 }],
    })
    const part = (id: string, url: string) => ({ id, method: 'GET', url })
    const requests = [
      part('a', `/applications/${idOf(3000)}/owners`),
      part('b', `/applications/${idOf(3001)}/federatedIdentityCredentials`),
      part('c', `/applications/${idOf(4999)}/owners`),
    ]
    const { status, body } = await ask(server, '/v1.0/$batch', { post: { requests } })
    expect(status).toBe(200)
    expect(body.responses.map((each) => each.status)).toEqual([429, 200, 404])
    expect(body.responses[0]?.headers['Retry-After']).toBe('1')
    expect(server.calls.map(({ operation, batched }) => [operation, batched])).toEqual([
      ['GET /applications/{id}/owners', true],
      ['GET /applications/{id}/federatedIdentityCredentials', true],
      ['GET /applications/{id}/owners', true],
      ['POST /$batch', undefined],
    ])
    const tooMany = many(21, (index) => part(String(index), '/users'))
    expect((await ask(server, '/v1.0/$batch', { post: { requests: tooMany } })).status).toBe(400)
  })

  test('refuses for want of permission, of licence and of sign-in', async () => {
    const server = await start()
    const denied = await ask(server, '/v1.0/applications', { roles: ['User.Read.All'] })
    expect([denied.status, denied.body.error.code]).toEqual([403, 'Authorization_RequestDenied'])
    expect(denied.body.error.innerError).toHaveProperty('request-id')
    const codes = {
      '/beta/reports/servicePrincipalSignInActivities': 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
      '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances': 'AadPremiumLicenseRequired',
      '/v1.0/reports/servicePrincipalSignInActivities': 'BadRequest',
    }
    for (const [path, code] of Object.entries(codes)) expect((await ask(server, path)).body.error.code).toBe(code)
    expect((await ask(server, '/v1.0/users', { audience: 'https://management.azure.com' })).status).toBe(401)
  })

  test('ends a delta with a link that is good for a while', async () => {
    const server = await start({ pageSize: 2 })
    const found = await pages(server, '/v1.0/applications/delta?$select=id')
    const link = found.at(-1)?.body['@odata.deltaLink'] ?? ''
    expect(found.flatMap(({ body }) => body.value)).toHaveLength(3)
    expect((await ask(server, link)).body.value).toEqual([])
    expect((await ask(server, link.replace(/.$/, 'x'))).status).toBe(410)
  })
})

describe('Azure on the test server', () => {
  const query = (text: string, options: object = {}) => ({
    post: { query: text, options: { resultFormat: 'objectArray', ...options } },
  })
  const graph = '/providers/Microsoft.ResourceGraph/resources?api-version=2024-04-01'

  test('pages through Resource Graph by its tokens, where there is an id', async () => {
    const server = await start()
    const text =
      'resources | where isnotnull(identity) and type =~ "microsoft.web/sites" | project id, flag=tostring(properties.flag), kind | order by id asc'
    const first = await ask(server, graph, query(text, { $top: 2 }))
    expect(first.body).toMatchObject({ totalRecords: 3, count: 2, resultTruncated: 'true' })
    expect(first.body.data[0]).toEqual({ id: expect.stringContaining('site0'), flag: 'true', kind: null })
    const second = await ask(server, graph, query(text, { $top: 2, $skipToken: first.body.$skipToken }))
    expect(second.body).toMatchObject({ count: 1, resultTruncated: 'false' })
    expect(server.calls[0]?.operation).toBe('resourcegraph:resources/sites')
    const nameless = await ask(server, graph, query('resources | project name', { $top: 2 }))
    expect([nameless.body.resultTruncated, nameless.body.$skipToken]).toEqual(['true', undefined])
    expect(first.headers.get('x-ms-user-quota-resets-after')).toMatch(/^00:00:0\d$/)
    expect((await ask(server, graph, query('resources | summarize count()'))).status).toBe(400)
  })

  test('leaves out in silence what may not be read', async () => {
    const blind = await start({ access: { azure: 'none' } })
    const text = "resourcecontainers | where type =~ 'microsoft.resources/subscriptions' | project id"
    expect((await ask(blind, graph, query(text))).body).toMatchObject({ totalRecords: 0, data: [] })
    const partly = await start({ access: { azure: { deniedTypes: ['Microsoft.Web/sites'] } } })
    expect((await ask(partly, graph, query('resources | project id'))).body.data).toEqual([])
    expect((await ask(partly, graph, query(text))).body.data).toHaveLength(1)
  })

  test('tells of each scope what reaches it', async () => {
    const server = await start()
    const path = `/subscriptions/${subscription}/providers/Microsoft.Authorization/denyAssignments?api-version=2022-04-01`
    const ids = async (address: string) => (await ask(server, address)).body.value.map(({ id }) => id)
    expect(await ids(path)).toEqual(['above', 'below'])
    expect(await ids(`${path}&$filter=atScope()`)).toEqual(['above'])
    expect(server.calls[0]).toMatchObject({
      operation: 'GET arm:Microsoft.Authorization/denyAssignments',
      permission: 'Microsoft.Authorization/denyAssignments/read',
    })
    expect((await ask(server, path.replace(/\?.*/, ''))).body.error.code).toBe('MissingApiVersionParameter')
  })

  test('hands out no keys', async () => {
    const server = await start()
    const path = `/subscriptions/${subscription}/resourceGroups/rg/providers/Microsoft.Web/sites/site0`
    expect((await ask(server, `${path}?api-version=2023-12-01`)).status).toBe(200)
    expect((await ask(server, `${path}/listKeys?api-version=2023-12-01`, { post: {} })).body.error.code).toBe(
      'AuthorizationFailed',
    )
  })

  test('throttles Resource Graph as Microsoft does', async () => {
    const server = await start({ limits: realLimits })
    const answers = await Promise.all(many(16, () => ask(server, graph, query('resources | project id'))))
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(1)
    expect(server.peaks().refused['resource-graph']).toBe(1)
  })
})
