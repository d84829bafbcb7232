/** Scans what a small server answers, and finds records in what comes of it. */
import type { SmallServer } from '../../fixtures/servers/small/serve.ts'
import { scan } from './scan.ts'
import type { ScanInput, Scanned } from './scan.ts'

export type Found = { readonly [name: string]: unknown }

export interface SmallScanned extends Scanned {
  readonly calls: SmallServer['calls']
  readonly found: (type: string, nativeId: string) => Found
  readonly all: (type: string, kind: string) => readonly Found[]
  /** `from > to`, sorted: ids without what they have in common. */
  readonly edges: (kind: string) => readonly string[]
  readonly usage: (nativeId: string) => Found | undefined
}

export async function scanSmall(server: SmallServer, input: ScanInput): Promise<SmallScanned> {
  try {
    const scanned = await scan(input)
    const rows = scanned.records as readonly unknown[] as readonly Found[]
    const [scope = ''] = scanned.collected.scopes
    const common = `${input.connector.meta.id}:${scope.split(':').slice(2).join(':')}:`
    const short = (id: unknown): string => String(id).replace(common, '')
    const found = (type: string, nativeId: string): Found => {
      const record = rows.find((row) => row['type'] === type && row['nativeId'] === nativeId)
      if (record === undefined) throw new Error(`there is no ${type} ${nativeId}`)
      return record
    }
    return {
      ...scanned,
      calls: server.calls,
      found,
      all: (type, kind) => rows.filter((row) => row['type'] === type && row['kind'] === kind),
      edges: (kind) =>
        rows
          .filter((row) => row['type'] === 'edge' && row['kind'] === kind)
          .map(({ from, to }) => `${short(from)} > ${short(to)}`)
          .toSorted(),
      usage: (nativeId) => {
        const { id } = found('credential', nativeId)
        return rows.find((row) => row['type'] === 'usage' && row['subject'] === id)
      },
    }
  } finally {
    await server.close()
  }
}
