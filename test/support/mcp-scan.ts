/** Scans a machine that a test makes up for configurations of AI clients, through the real engine. */
import { connector } from '../../src/connectors/mcp/index.ts'
import type { Found } from './file-scan.ts'
import { memoryDisk } from '../../src/testing/memory-disk.ts'
import type { DiskFile } from '../../src/testing/memory-disk.ts'
import { scan } from './scan.ts'
import type { ScanInput, Scanned } from './scan.ts'

export interface McpScanned extends Scanned {
  readonly server: (nativeId: string) => Found & { readonly facts: Found }
  readonly all: (type: string, kind?: string) => readonly Found[]
}

/** Paths that begin with `~/` are at home, others in the folder of a repository. */
export async function scanMcp(
  files: { readonly [path: string]: DiskFile | object },
  config: object = {},
  input: Partial<Omit<ScanInput, 'connector' | 'config'>> = {},
): Promise<McpScanned> {
  const disk = memoryDisk({
    '/home/ada/.profile': '',
    '/work/shop/README.md': '',
    ...Object.fromEntries(Object.entries(files).map(([path, file]) => [placed(path), written(file)])),
  })
  const scanned = await scan({ ...input, connector, config, disk })
  const rows = scanned.records as readonly unknown[] as readonly (Found & { readonly facts: Found })[]
  return {
    ...scanned,
    all: (type, kind) => rows.filter((row) => row['type'] === type && (kind === undefined || row['kind'] === kind)),
    server: (nativeId) => {
      const found = rows.find((row) => row['kind'] === 'mcp-server' && row['nativeId'] === nativeId)
      if (found === undefined) throw new Error(`there is no server ${nativeId}`)
      return found
    },
  }
}

function placed(path: string): string {
  if (path.startsWith('~/')) return `/home/ada${path.slice(1)}`
  return path.startsWith('/') ? path : `/work/shop/${path}`
}

function written(file: DiskFile | object): DiskFile {
  if (
    typeof file === 'string' ||
    file instanceof Uint8Array ||
    'refuses' in file ||
    'special' in file ||
    Symbol.asyncIterator in file
  )
    return file as DiskFile
  return JSON.stringify(file)
}
