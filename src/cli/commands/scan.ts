import { loadSettings, plansFor, ruleSettings, storeFor, loadWaivers } from '../house.ts'
import type { CollectFlags, JudgeFlags, OrganizationFlags } from '../options.ts'
import { readOffline, readsFiles } from '../offline.ts'
import type { OfflineFlags } from '../offline.ts'
import { conclude, targetsOf } from '../present.ts'
import { collecting, judging, nowFor } from '../scanning.ts'
import { terminalFor, watching } from '../terminal.ts'

export type ScanFlags = JudgeFlags & CollectFlags & OfflineFlags & OrganizationFlags

/** Collects, judges and shows; returns the exit code. */
export async function scan(names: readonly string[], flags: ScanFlags): Promise<number> {
  const settings = await loadSettings(flags)
  const targets = await targetsOf(flags)
  ruleSettings(settings)
  await loadWaivers(settings)
  const plans = await plansFor(settings, names, flags.org)
  const files = readsFiles(flags)
  const terminal = terminalFor(flags)
  const store = storeFor(settings, flags)
  try {
    const { collected, head } = await watching(flags, terminal, async (listener) => {
      const work = { settings, store, plans, flags, listener }
      const found = await (files ? readOffline(work) : collecting(work))
      return { collected: found, head: await judging(work, found, nowFor(flags)) }
    })
    return await conclude({ store, collected, head, targets, flags, terminal })
  } finally {
    store.close()
  }
}
