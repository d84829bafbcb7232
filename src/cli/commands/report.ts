import { existsSync } from 'node:fs'
import { UsageError } from '../../config/errors.ts'
import type { ResultReader } from '../../report/contract.ts'
import { withDocument } from '../documents.ts'
import { exitFor } from '../exit.ts'
import { loadSettings, storeFor } from '../house.ts'
import type { CommonOptions, OutputFlags } from '../options.ts'
import { present, targetsOf } from '../present.ts'
import { readResult } from '../reader.ts'
import { terminalFor } from '../terminal.ts'

/** Writes a result that is already there, in the formats asked for (default: text). */
export async function report(result: string | undefined, flags: OutputFlags): Promise<number> {
  const asked = flags.format.length > 0 || flags.outputDirectory !== undefined ? flags : { ...flags, format: ['text'] }
  const targets = await targetsOf(asked)
  const write = async (reader: ResultReader): Promise<number> => {
    await present(reader, targets, flags, terminalFor(flags))
    return exitFor(reader.head, flags.failOn, false)
  }
  if (result === undefined || !isDocument(result)) return withStored(result, flags, write)
  return withDocument(result, flags, async (store, imported) => {
    if (imported.result === undefined)
      throw new UsageError(
        `${result} is an inventory: it has not been judged.`,
        `Judge it with: muster check ${result}.`,
      )
    return write(readResult(store, imported.result))
  })
}

/** Whether a name is that of a document, not of a stored scan. */
export function isDocument(name: string): boolean {
  if (existsSync(name)) return true
  if (/[./]/.test(name))
    throw new UsageError(`There is no file ${name}.`, 'Name a document, or the id of a stored scan.')
  return false
}

/** A stored result by its scan's id, or the last one. */
export async function withStored<T>(
  scan: string | undefined,
  flags: CommonOptions,
  work: (reader: ResultReader) => Promise<T>,
): Promise<T> {
  const store = storeFor(await loadSettings(flags), flags)
  try {
    return await work(readResult(store, scan))
  } finally {
    store.close()
  }
}
