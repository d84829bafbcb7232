import { resultHead, savedResults } from '../../inventory/results.ts'
import { severities } from '../../model/index.ts'
import { toStdout } from '../output.ts'
import { existsSync } from 'node:fs'
import { withDocument } from './check.ts'
import { exitFor } from '../exit.ts'
import { UsageError } from '../../config/errors.ts'
import { loadSettings, storeFor } from '../house.ts'
import type { CommonOptions, JudgeFlags } from '../options.ts'
import { present, targetsOf } from '../present.ts'
import { readResult } from '../reader.ts'
import type { ResultReader } from '../../report/contract.ts'
import { terminalFor } from '../terminal.ts'

/** Writes a result that is already there, in the formats asked for (default: text). */
export async function report(
  result: string | undefined,
  flags: JudgeFlags & { readonly list?: boolean },
): Promise<number> {
  if (flags.list) return listResults(flags)
  const asked = flags.format.length > 0 || flags.outputDirectory !== undefined ? flags : { ...flags, format: ['text'] }
  const targets = await targetsOf(asked)
  return withResult(result, flags, async (reader) => {
    await present(reader, targets, flags, terminalFor(flags))
    return exitFor(reader.head, flags.failOn, false)
  })
}

/** One line for each stored result, the newest first. */
async function listResults(flags: CommonOptions): Promise<number> {
  const store = storeFor(await loadSettings(flags), flags)
  try {
    const lines = savedResults(store.db).flatMap(({ scan }) => {
      const head = resultHead(store.db, scan)
      if (!head) return []
      const found = severities.map((severity) => `${head.summary.findings[severity]} ${severity}`).join(', ')
      return [`${scan}  as of ${head.scan.asOf}  ${head.scan.status.padEnd(8)}  ${found}\n`]
    })
    await toStdout(lines.length > 0 ? lines : ['The store holds no result yet.\n'])
    return 0
  } finally {
    store.close()
  }
}

/** A stored result by id, the last one, or that of a document. */
export async function withResult<T>(
  result: string | undefined,
  flags: CommonOptions,
  work: (reader: ResultReader) => Promise<T>,
): Promise<T> {
  if (result !== undefined && existsSync(result))
    return withDocument(result, async (store, imported) => {
      if (imported.result === undefined)
        throw new UsageError(
          `${result} is an inventory: it has not been judged.`,
          `Judge it with: muster check ${result}.`,
        )
      return work(readResult(store, imported.result))
    })
  if (result !== undefined && /[./]/.test(result))
    throw new UsageError(`There is no file ${result}.`, 'Name a result document, or the id of a stored scan.')
  const store = storeFor(await loadSettings(flags), flags)
  try {
    return await work(readResult(store, result))
  } finally {
    store.close()
  }
}
