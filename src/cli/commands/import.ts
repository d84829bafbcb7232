import { loadSettings, storeFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { count } from '../../report/words.ts'
import { takeIn } from '../documents.ts'
import { say } from '../say.ts'

export async function importFile(file: string, flags: CommonOptions): Promise<number> {
  const store = storeFor(await loadSettings(flags), flags)
  try {
    const imported = await takeIn(store, file, flags)
    const result = imported.result === undefined ? '' : ` and the result of ${imported.result}`
    say(`Took in ${count(imported.records, 'record')} of ${count(imported.scopes.length, 'scope')}${result}.`, flags)
    return 0
  } finally {
    store.close()
  }
}
