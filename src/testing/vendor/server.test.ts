import { afterEach, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { all, route, send } from '../../connectors/shared/vendor/index.ts'
import type { Pages, Vendor } from '../../connectors/shared/vendor/index.ts'
import type { WireFault } from '../conformance.ts'
import { startVendor } from './server.ts'
import type { VendorOptions, VendorServer } from './server.ts'

const rows = Array.from({ length: 7 }, (_each, index) => ({ id: `r${index}`, token: 'secret' }))
const schema = z.object({ id: z.string() })
const ways: readonly Pages[] = [
  { by: 'link' },
  { by: 'cursor', from: 'meta.next', to: 'cursor' },
  { by: 'cursor', from: 'next', to: 'after', more: 'has_more' },
  { by: 'last-row', field: 'id', to: 'after_id', more: 'has_more' },
  { by: 'page', to: 'page', first: 1, last: 'pages.last' },
  { by: 'page', to: 'page', first: 0, last: 'last' },
  { by: 'offset', to: 'start', total: 'total' },
  { by: 'offset', to: 'start' },
  { by: 'address', from: 'links.next' },
]

const open: VendorServer[] = []
afterEach(async () => {
  for (const server of open.splice(0)) await server.close()
})

async function serving(options: Partial<VendorOptions>, pages?: Pages) {
  const things = route({
    path: '/groups/{group}/things',
    rows: 'data.items',
    permission: 'things:read',
    schema,
    ...(pages && { pages }),
  })
  const server = await startVendor({
    routes: [{ route: things, rows: ({ group }) => (group === 'a' ? rows : []) }],
    ...options,
  })
  open.push(server)
  const vendor: Vendor = { name: 'Acme', base: server.url, send, sign: async () => ({ authorization: 'Bearer right' }) }
  const asker = {
    session: { vendor },
    call: async <T>(_spec: object, ask: (signal: AbortSignal) => Promise<T>) => ask(new AbortController().signal),
  }
  return { server, ask: (group = 'a') => all(asker, things, { path: { group } }) }
}

describe('pages', () => {
  test.each(ways)('by $by, a client that knows the way reads every row once', async (pages) => {
    for (const pageSize of [1, 3, 7, 100]) {
      const { ask, server } = await serving({ pageSize }, pages)
      expect((await ask()).map(({ id }) => id)).toEqual(rows.map(({ id }) => id))
      expect(server.operations().length).toBeGreaterThanOrEqual(Math.ceil(7 / pageSize))
      expect(await ask('b')).toEqual([])
    }
  })

  test('in another order, they still hold every row once', async () => {
    const { ask } = await serving(
      { pageSize: 2, shuffle: 3 },
      { by: 'last-row', field: 'id', to: 'after', more: 'more' },
    )
    const ids = (await ask()).map(({ id }) => id)
    expect(ids).not.toEqual(rows.map(({ id }) => id))
    expect(ids.toSorted()).toEqual(rows.map(({ id }) => id))
  })
})

describe('what goes wrong', () => {
  test('a request that is signed otherwise is refused', async () => {
    const { ask } = await serving({ admits: ({ authorization }) => authorization === 'Bearer wrong' })
    await expect(ask()).rejects.toThrow('Acme refuses the sign-in')
  })

  test.each<readonly [WireFault, string]>([
    ['denied', 'status 403'],
    ['throttled', 'status 429'],
    ['error', 'status 500'],
    ['html', 'status 502'],
    ['html-ok', 'it is no JSON'],
    ['truncated', 'it is no JSON'],
    ['reset', 'fetch failed'],
  ])('%s', async (kind, words) => {
    const { ask } = await serving({ faults: [{ kind, operation: 'GET /groups/{group}/things', times: 1 }] })
    await expect(ask()).rejects.toThrow(words)
    expect(await ask()).toHaveLength(7)
  })
})
