/** Pagerly wakes people up. Its integrations raise alarms, and sign in with API keys. */
import { classifyFor, defineConnector, one, permissionList, recordsIn, refusePlainHttp } from 'nhi-muster/connector'
import { route, rowsOf, scopeId, send, variable, z } from 'nhi-muster/connector'
import type { Demo, StepContext, Vendor } from 'nhi-muster/connector'

export const contract = 1

const home = 'https://api.pagerly.example'
const instant = z.iso.datetime()
const row = { id: z.string(), name: z.string(), created_at: instant }
const list = { rows: 'data', pages: { by: 'cursor', from: 'next_cursor', to: 'cursor' } } as const

/** What is asked. A schema names all that is read: the key itself, `token`, is not named, and so goes no further. */
export const routes = {
  account: route({
    path: '/v1/account',
    permission: 'account:read',
    schema: z.object({ id: z.string(), name: z.string() }),
  }),
  integrations: route({
    path: '/v1/integrations',
    permission: 'integrations:read',
    ...list,
    schema: z.object({ ...row, active: z.boolean() }),
  }),
  keys: route({
    path: '/v1/api-keys',
    permission: 'api-keys:read',
    ...list,
    schema: z.object({
      ...row,
      integration_id: z.string(),
      access: z.enum(['read', 'full']),
      expires_at: instant.nullable(),
      last_used_at: instant.nullable(),
    }),
  }),
}

interface Session {
  readonly vendor: Vendor
}

const usual = { tier: 'core', scopes: ['account'] } as const

export const connector = defineConnector<Session, Session>()({
  meta: {
    id: 'pagerly',
    title: 'Pagerly',
    steps: [
      { id: 'integrations', title: 'Integrations', needs: ['integrations:read'], emits: ['integrations'], ...usual },
      { id: 'api-keys', title: 'API keys and their use', needs: ['api-keys:read'], emits: ['api-keys'], ...usual },
    ],
  },
  config: z.strictObject({
    endpoint: z.url().default(home).describe('Address of the API.'),
    tokenEnv: z.string().default('PAGERLY_TOKEN').describe('Environment variable that holds the token.'),
  }),
  endpoints: ({ endpoint }) => (endpoint === home ? [] : [endpoint]),
  async connect({ endpoint, tokenEnv }, io) {
    refusePlainHttp(endpoint, 'The endpoint')
    const token = variable(tokenEnv, io.env, 'Put a token of Pagerly into it, for reading only.')
    const sign = async () => ({ authorization: `Bearer ${token}` })
    return { vendor: { name: 'Pagerly', base: endpoint, send, sign } }
  },
  async *scopes(session, { call }) {
    const { id, name } = await one({ session, call }, routes.account)
    yield { id: scopeId('pagerly', 'account', id), provider: 'pagerly', kind: 'account', nativeId: id, name }
  },
  open: async (session) => ({ session }),
  classify: classifyFor('Pagerly'),
  permissions: permissionList(['account:read']),
  steps: { integrations, 'api-keys': apiKeys },
})

async function integrations(context: StepContext<Session>): Promise<void> {
  const { identity } = recordsIn(context.scope)
  for await (const { id, name, created_at: createdAt, active } of rowsOf(context, routes.integrations))
    context.emit(identity({ kind: 'integration', nativeId: id, class: 'machine', name, createdAt, enabled: active }))
}

async function apiKeys(context: StepContext<Session>): Promise<void> {
  const { id, credential, edge, usage } = recordsIn(context.scope)
  for await (const key of rowsOf(context, routes.keys)) {
    const { name, created_at: createdAt, expires_at: expiresAt, last_used_at: lastUsedAt, access } = key
    const known = { kind: 'api-key', nativeId: key.id, name, createdAt, expiresAt, enabled: true } as const
    const record = credential({ ...known, facts: { access } })
    context.emit(record)
    context.emit(edge('authenticates', record.id, id('integration', key.integration_id), 'GET /v1/api-keys'))
    context.emit(usage({ subject: record.id, lastUsedAt, observedSince: null, precision: 'exact', source: 'pagerly' }))
  }
}

/** For `muster demo --with`; loaded only then. */
export const demo: Demo = { start: async (options) => (await import('./demo.ts')).start(options) }
