import { exits } from '../exit.ts'
import { loadSettings, plansFor, storeFor } from '../house.ts'
import type { CollectFlags, OrganizationFlags } from '../options.ts'
import { readOffline, readsFiles } from '../offline.ts'
import type { OfflineFlags } from '../offline.ts'
import { collecting, surface } from '../scanning.ts'
import { terminalFor, watching } from '../terminal.ts'
import { writeInventory } from './export.ts'

/** Collects without judging, and writes the inventory document. */
export async function collectOnly(
  names: readonly string[],
  flags: CollectFlags & OfflineFlags & OrganizationFlags & { readonly output?: string },
): Promise<number> {
  const settings = await loadSettings(flags)
  const plans = await plansFor(settings, names, flags.org)
  const files = readsFiles(flags)
  const store = storeFor(settings, flags)
  try {
    const collected = await watching(flags, terminalFor(flags), (listener) => {
      const work = { settings, store, plans, flags, listener }
      return files ? readOffline(work) : collecting(work)
    })
    const scopes = store.scopesOf(collected.scan).map((scope) => scope.id)
    await writeInventory(store, scopes, flags.output, flags)
    surface(collected.bugs)
    return collected.status === 'failed' || collected.interrupted ? exits.unfinished : exits.done
  } finally {
    store.close()
  }
}
