import { conform } from '../../../test/support/connector-tester.ts'
import { connector } from './index.ts'

/** In pieces, so that no scanner takes this page for a leak. */
const canary = ['ghp', 'CANARYcanary0123456789CANARYcanary01'].join('_')

const people = `id,name,status,created
svc-build,Build,active,2024-02-01
svc-report,Reports,disabled,2025-03-02
`

const keys = [
  { id: 'key-1', principal: 'svc-build', created: '2024-02-01T00:00:00Z', note: canary },
  { id: 'key-2', principal: 'svc-report', created: '2025-03-02T00:00:00Z', note: '' },
]

const gateway = `- id: gw-1
  holder: tenant-a
  created: 2025-01-01
- id: gw-2
  holder: tenant-b
  created: 2025-06-01
`

conform(connector, {
  canaries: [canary],
  config: {
    files: [
      { path: '/inv/principals.csv', kind: 'principals', source: 'vault' },
      { path: '/inv/keys.ndjson', kind: 'credentials', source: 'vault' },
      { path: '/inv/owners.json', kind: 'owners', source: 'vault' },
      { path: '/inv/gateway.yaml', kind: 'credentials', source: 'gateway', columns: { principal: 'holder' } },
    ],
  },
  disk: {
    '/inv/principals.csv': people,
    '/inv/keys.ndjson': keys.map((key) => `${JSON.stringify(key)}\n`).join(''),
    '/inv/owners.json': JSON.stringify([
      { entity: 'inventory-file:vault:principal:svc-build', owner: 'ada@larkspur.example' },
      { entity: 'inventory-file:vault:principal:svc-report', owner: 'grace@larkspur.example' },
    ]),
    '/inv/gateway.yaml': gateway,
  },
})
