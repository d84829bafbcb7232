import { UsageError } from '../../config/errors.ts'
import { recordsOf } from '../../inventory/results.ts'
import { inventoryJson, inventoryNdjson } from '../../inventory/write.ts'
import type { Store } from '../../inventory/store.ts'
import { loadSettings, storeFor, unknownName } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toFile, toStdout } from '../output.ts'
import { say } from '../say.ts'
import type { Ears } from '../say.ts'

export async function exportInventory(
  file: string | undefined,
  flags: CommonOptions & { readonly scope: readonly string[] },
): Promise<number> {
  const store = storeFor(await loadSettings(flags), flags)
  try {
    const known = store.scopes().map((scope) => scope.id)
    if (known.length === 0)
      throw new UsageError('The store holds no inventory yet.', 'Collect one first: muster collect, or muster scan.')
    for (const id of flags.scope) if (!known.includes(id)) throw unknownName('--scope', 'scope', id, known)
    await writeInventory(store, flags.scope.length > 0 ? flags.scope : known, file, flags)
    return 0
  } finally {
    store.close()
  }
}

/** To a file (NDJSON when its name ends so) or to standard output. */
export async function writeInventory(
  store: Store,
  scopes: readonly string[],
  file: string | undefined,
  ears: Ears,
): Promise<void> {
  const wanted = store.scopes().filter((scope) => scopes.includes(scope.id))
  const collectedAt =
    wanted
      .map((scope) => scope.collectedAt)
      .toSorted()
      .at(-1) ?? '1970-01-01T00:00:00Z'
  const write = file?.endsWith('.ndjson') ? inventoryNdjson : inventoryJson
  function* pieces(): Generator<string> {
    yield* write(collectedAt, recordsOf(store.db, scopes))
    if (write === inventoryJson) yield '\n'
  }
  if (file === undefined) return toStdout(pieces())
  await toFile(file, pieces())
  say(`Wrote ${file}`, ears)
}
