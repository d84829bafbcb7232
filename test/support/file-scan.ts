/** Scans files that a test writes out, through the real engine. */
import { connector } from '../../src/connectors/inventory-file/index.ts'
import { memoryDisk } from '../../src/testing/memory-disk.ts'
import type { DiskFile } from '../../src/testing/memory-disk.ts'
import { scan } from './scan.ts'
import type { ScanInput, Scanned } from './scan.ts'

export type Found = { readonly [name: string]: unknown }

export interface FileScanned extends Scanned {
  readonly found: (nativeId: string) => Found
  readonly all: (type: string) => readonly Found[]
  /** What the gaps say. */
  readonly said: readonly string[]
}

export async function scanFiles(
  files: { readonly [path: string]: DiskFile },
  settings: readonly object[],
  input: Partial<Omit<ScanInput, 'connector' | 'config'>> = {},
): Promise<FileScanned> {
  const scanned = await scan({ ...input, connector, config: { files: settings }, disk: memoryDisk(files) })
  const rows = scanned.records as readonly unknown[] as readonly Found[]
  return {
    ...scanned,
    said: scanned.gaps.map(({ detail }) => detail),
    all: (type) => rows.filter((row) => row['type'] === type),
    found: (nativeId) => {
      const found = rows.find((row) => row['nativeId'] === nativeId)
      if (found === undefined) throw new Error(`there is no ${nativeId}`)
      return found
    },
  }
}
