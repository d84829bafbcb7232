import { loadSettings, storeFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { takeIn } from './check.ts'

export async function importFile(file: string, flags: CommonOptions): Promise<number> {
  const store = storeFor(await loadSettings(flags), flags)
  try {
    const imported = await takeIn(store, file)
    const result = imported.result === undefined ? '' : ` and the result of ${imported.result}`
    if (!flags.quiet)
      process.stderr.write(`Took in ${imported.records} records of ${imported.scopes.length} scopes${result}.\n`)
    return 0
  } finally {
    store.close()
  }
}
