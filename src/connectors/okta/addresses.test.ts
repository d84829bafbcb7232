/** Under which addresses an organization is read, and that what signs in goes to no other. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { oktaEnv, scanOkta } from '../../../test/support/okta-scan.ts'
import { scan } from '../../../test/support/scan.ts'
import { apiToken, everything, musterApp } from '../../../test/support/okta-everything.ts'
import { startOktaServer } from '../../../fixtures/servers/okta/server.ts'
import { connector } from './index.ts'

const io = (env: { readonly [name: string]: string }) => ({
  env: (name: string) => env[name],
  now: '2026-11-21T10:00:00Z' as const,
  time: () => 0,
})

/** Another name of the organization, where nobody should ask. */
async function elsewhere() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.url} ${request.headers.authorization}`)
    response.end('[]')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, asked, close: () => server.close() }
}

test('a further page that is named under another address of the organization is asked for where the first was', async () => {
  const other = await elsewhere()
  const plain = await scanOkta({ pageSize: 1 })
  const aliased = await scanOkta({ pageSize: 1, alias: other.url })
  other.close()
  expect(aliased.collected.status).toBe('complete')
  expect(aliased.records).toEqual(plain.records)
  expect(other.asked).toEqual([])
})

test('a further page of another list is not followed there', async () => {
  const path = '/api/v1/users'
  const server = createServer((request, response) => {
    const list = request.url?.startsWith(path) === true
    const link = { link: `<https://acme.okta.example/api/v1/apps?after=1>; rel="next"` }
    response.writeHead(200, { 'content-type': 'application/json', ...(list ? link : {}) })
    response.end(request.url?.includes('okta-organization') === true ? '{"id":"00o1"}' : '[]')
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const config = { endpoint: `http://127.0.0.1:${port}`, auth: { tokenEnv: 'T' } }
  const { gaps } = await scan({ connector, config, env: { T: '00x' } })
  server.close()
  expect(gaps.find(({ step }) => step === 'people')?.detail).toContain('not followed')
})

test.each([
  ['acme.okta.com', 'https://acme.okta.com'],
  ['acme.okta-emea.com', 'https://acme.okta-emea.com'],
  ['acme.oktapreview.com', 'https://acme.oktapreview.com'],
  ['acme.okta-gov.com', 'https://acme.okta-gov.com'],
  ['login.acme.example', 'https://login.acme.example'],
])('%s is read there', async (domain, base) => {
  const client = await connector.connect({ domain, auth: { tokenEnv: 'T' } }, io({ T: '00x' }) as never)
  expect(client).toMatchObject({ base, domain })
})

test.each(['acme-admin.okta-emea.com', 'acme-admin.oktapreview.com', 'acme-admin.okta-gov.com'])(
  '%s is the address of the console',
  async (domain) => {
    const given = { domain, auth: { tokenEnv: 'T' } }
    await expect(connector.connect(given, io({ T: '00x' }) as never)).rejects.toThrow('Admin Console')
  },
)

const key = oktaEnv.OKTA_KEY

test.each([
  ['its SDKs', { OKTA_CLIENT_ORGURL: '$URL/', OKTA_CLIENT_CLIENTID: musterApp, OKTA_CLIENT_PRIVATEKEY: key }],
  ['its SDKs', { OKTA_CLIENT_ORGURL: '$URL', OKTA_CLIENT_TOKEN: apiToken }],
  [
    'its Terraform provider',
    { OKTA_ORG_URL: '$URL', OKTA_API_CLIENT_ID: musterApp, OKTA_API_PRIVATE_KEY: key, OKTA_API_PRIVATE_KEY_ID: 'k' },
  ],
  // A client id alone is of some other program.
  ['both', { OKTA_ORG_URL: '$URL', OKTA_CLIENT_ID: '0oaother', OKTA_API_TOKEN: apiToken }],
])('the variables of %s are enough', async (_, given) => {
  const server = await startOktaServer({ estate: everything(), now: '2026-11-21T10:00:00Z' })
  const env = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, value.replace('$URL', server.url)]),
  )
  const { collected, gaps } = await scan({ connector, config: {}, env, tier: 'deep' })
  await server.close()
  expect(gaps).toEqual([])
  expect(collected.status).toBe('complete')
})

test('Terraform names an organization in two pieces', async () => {
  const env = { OKTA_ORG_NAME: 'acme', OKTA_BASE_URL: 'oktapreview.com', OKTA_API_TOKEN: '00x' }
  expect(await connector.connect({}, io(env) as never)).toMatchObject({ base: 'https://acme.oktapreview.com' })
})
