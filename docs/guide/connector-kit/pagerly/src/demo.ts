/** A Pagerly of this machine, for the demo and the tests: what it holds, and how it is reached. */
import { startVendor } from 'nhi-muster/testing/vendor'
import type { VendorOptions } from 'nhi-muster/testing/vendor'
import type { Demo } from 'nhi-muster/connector'
import { routes } from './index.ts'

/** The vendor gives the key itself away; it must be found nowhere afterwards. */
export const canary = 'MUSTERCANARY-pagerly-key'

const key = { created_at: '2024-03-01T09:00:00Z', expires_at: null, access: 'full', token: canary }
const keys = [
  { ...key, id: 'k1', name: 'monitoring', integration_id: 'i1', last_used_at: '2026-11-20T08:00:00Z' },
  { ...key, id: 'k2', name: 'monitoring, old', integration_id: 'i1', last_used_at: null },
  {
    ...key,
    id: 'k3',
    name: 'chat',
    integration_id: 'i2',
    access: 'read',
    expires_at: '2027-01-01T00:00:00Z',
    last_used_at: null,
  },
]
const integrations = [
  { id: 'i1', name: 'Monitoring', created_at: '2024-03-01T09:00:00Z', active: true },
  { id: 'i2', name: 'Chat bridge', created_at: '2025-06-01T09:00:00Z', active: true },
  { id: 'i3', name: 'Ticket sync', created_at: '2023-02-01T09:00:00Z', active: false },
]

export function startPagerly(options: Omit<VendorOptions, 'routes'> = {}): ReturnType<typeof startVendor> {
  return startVendor({
    ...options,
    admits: ({ authorization }) => authorization === 'Bearer demo',
    routes: [
      { route: routes.account, rows: [{ id: 'larkspur', name: 'Larkspur Logistics' }] },
      { route: routes.integrations, rows: integrations },
      { route: routes.keys, rows: keys },
    ],
  })
}

export const start: Demo['start'] = async () => {
  const { url, close } = await startPagerly()
  return { config: { endpoint: url }, env: { PAGERLY_TOKEN: 'demo' }, close }
}
