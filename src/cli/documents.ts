/** Inventory and result documents, each taken into a store of its own that is gone afterwards. */
import { createReadStream } from 'node:fs'
import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { version } from '../config/version.ts'
import { checkDocument } from '../engine/check.ts'
import type { CheckOptions } from '../engine/check.ts'
import { systemClock } from '../engine/clock.ts'
import { importDocument } from '../inventory/import.ts'
import type { Imported } from '../inventory/import.ts'
import { readDocument } from '../inventory/read.ts'
import { openStore } from '../inventory/store.ts'
import type { Store } from '../inventory/store.ts'
import { facets, loadSettings, loadWaivers, ruleSettings, unreadable } from './house.ts'
import type { CommonOptions } from './options.ts'
import { say } from './say.ts'
import type { Ears } from './say.ts'
import { terminalFor, watching } from './terminal.ts'

const large = 10_000_000

export async function withDocument<T>(
  file: string,
  ears: Ears,
  work: (store: Store, imported: Imported) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'muster-'))
  const store = openStore(`sqlite:${join(directory, 'document.db')}`)
  try {
    return await work(store, await takeIn(store, file, ears))
  } finally {
    store.close()
    await rm(directory, { recursive: true, force: true })
  }
}

/** Large documents take a while, so it is said what is being done. */
export async function takeIn(store: Store, file: string, ears: Ears): Promise<Imported> {
  try {
    const { size } = await stat(file)
    if (size > large) say(`Reading ${file}`, ears)
    return await importDocument(store, readDocument(createReadStream(file), file), file)
  } catch (error) {
    if (error instanceof Error && 'syscall' in error)
      throw unreadable(file, error as NodeJS.ErrnoException, 'Name an inventory or result document.')
    throw error
  }
}

type Judgement = Pick<CheckOptions, 'rules' | 'waivers'>

/** The rules and waivers of the settings; wrong ones are refused before a document is read. */
export async function judgementFor(flags: CommonOptions): Promise<Judgement> {
  const settings = await loadSettings(flags)
  return { rules: ruleSettings(settings), waivers: await loadWaivers(settings) }
}

/** Judges what was taken in, with somebody watching. */
export function judgeDocument(
  store: Store,
  imported: Imported,
  judgement: Judgement,
  flags: CommonOptions & { readonly now?: string },
): ReturnType<typeof watching<ReturnType<typeof checkDocument>>> {
  const about = flags.now === undefined ? {} : { now: flags.now }
  return watching(flags, terminalFor(flags), async (listener) =>
    checkDocument({
      store,
      imported,
      facets,
      ...judgement,
      listener,
      version: version(),
      clock: systemClock,
      ...about,
    }),
  )
}

/** Works with the result of a document: its own, or for an inventory that of judging it now. */
export async function withJudged<T>(
  file: string,
  flags: CommonOptions,
  work: (store: Store, scan: string) => Promise<T>,
): Promise<T> {
  const judgement = await judgementFor(flags)
  return withDocument(file, flags, async (store, imported) =>
    work(store, imported.result ?? (await judgeDocument(store, imported, judgement, flags)).scan.id),
  )
}
