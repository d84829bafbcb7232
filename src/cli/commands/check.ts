import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkDocument } from '../../engine/check.ts'
import { systemClock } from '../../engine/clock.ts'
import { importDocument } from '../../inventory/import.ts'
import type { Imported } from '../../inventory/import.ts'
import { readDocument } from '../../inventory/read.ts'
import { openStore } from '../../inventory/store.ts'
import type { Store } from '../../inventory/store.ts'
import { UsageError } from '../../config/errors.ts'
import { exitFor } from '../exit.ts'
import { facets, loadSettings, loadWaivers, ruleSettings } from '../house.ts'
import type { JudgeFlags } from '../options.ts'
import { why } from '../output.ts'
import { present, targetsOf } from '../present.ts'
import { readResult } from '../reader.ts'
import { sayGaps } from '../scanning.ts'
import { terminalFor, watching } from '../terminal.ts'
import { version } from '../../config/version.ts'

/** Judges a document; asks nobody, and leaves the store alone. */
export async function check(file: string, flags: JudgeFlags): Promise<number> {
  const settings = await loadSettings(flags)
  const targets = await targetsOf(flags)
  const rules = ruleSettings(settings)
  const waivers = await loadWaivers(settings)
  const terminal = terminalFor(flags)
  return withDocument(file, async (store, imported) => {
    const about = flags.now === undefined ? {} : { now: flags.now }
    const head = await watching(flags, terminal, async (listener) =>
      checkDocument({
        store,
        imported,
        facets,
        rules,
        waivers,
        listener,
        version: version(),
        clock: systemClock,
        ...about,
      }),
    )
    sayGaps(head, flags)
    await present(readResult(store, head.scan.id), targets, flags, terminal)
    return exitFor(head, flags.failOn, false)
  })
}

/** Takes a document into a store of its own, which is gone afterwards. */
export async function withDocument<T>(
  file: string,
  work: (store: Store, imported: Imported) => Promise<T>,
): Promise<T> {
  const directory = await mkdtemp(join(tmpdir(), 'muster-'))
  const store = openStore(`sqlite:${join(directory, 'document.db')}`)
  try {
    return await work(store, await takeIn(store, file))
  } finally {
    store.close()
    await rm(directory, { recursive: true, force: true })
  }
}

export async function takeIn(store: Store, file: string): Promise<Imported> {
  const stream = createReadStream(file)
  try {
    return await importDocument(store, readDocument(stream, file), file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT')
      throw new UsageError(`There is no file ${file}.`, 'Name an inventory or result document.')
    if (error instanceof Error && 'syscall' in error)
      throw new UsageError(
        `${file} cannot be read (${why(error as NodeJS.ErrnoException)}).`,
        'Name an inventory or result document.',
      )
    throw error
  }
}
