import { exitFor } from '../exit.ts'
import { loadSettings, plansFor, ruleSettings, storeFor, loadWaivers } from '../house.ts'
import type { CollectFlags, JudgeFlags } from '../options.ts'
import { readOffline } from '../offline.ts'
import type { OfflineFlags } from '../offline.ts'
import { present, targetsOf } from '../present.ts'
import { readResult } from '../reader.ts'
import { collecting, judging, nowFor, sayGaps, surface } from '../scanning.ts'
import { terminalFor, watch } from '../terminal.ts'

export type ScanFlags = JudgeFlags & CollectFlags & OfflineFlags

/** Collects, judges and shows; returns the exit code. */
export async function scan(names: readonly string[], flags: ScanFlags): Promise<number> {
  const settings = await loadSettings(flags)
  const targets = await targetsOf(flags)
  ruleSettings(settings)
  await loadWaivers(settings)
  const plans = plansFor(settings, names)
  const terminal = terminalFor(flags)
  const store = storeFor(settings, flags)
  try {
    const { listener, stop } = await watch(flags, terminal)
    const work = { settings, store, plans, flags, listener }
    const collected = await (flags.from.length > 0 ? readOffline(work) : collecting(work)).finally(stop)
    const head = await judging(work, collected, nowFor(flags))
    sayGaps(head, flags)
    await present(readResult(store, head.scan.id), targets, flags, terminal)
    surface(collected.bugs)
    return exitFor(head, flags.failOn, collected.interrupted)
  } finally {
    store.close()
  }
}
