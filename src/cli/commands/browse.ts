import { UsageError } from '../../config/errors.ts'
import type { CommonOptions } from '../options.ts'
import { explorer } from '../present.ts'
import { terminalFor } from '../terminal.ts'
import { withJudged } from '../documents.ts'
import type { ResultReader } from '../../report/contract.ts'
import { readResult } from '../reader.ts'
import { isDocument, withStored } from './report.ts'

export async function browse(result: string | undefined, flags: CommonOptions): Promise<number> {
  const terminal = terminalFor(flags)
  const reads = flags.screenReader ?? process.env['INK_SCREEN_READER'] === 'true'
  if (!terminal.interactive && !reads)
    throw new UsageError(
      'The explorer needs a terminal.',
      'Without one: muster report -f text, or muster browse --screen-reader.',
    )
  const show = async (reader: ResultReader): Promise<number> => {
    await explorer(reader, flags, terminal)
    return 0
  }
  return result !== undefined && isDocument(result)
    ? withJudged(result, flags, (store, scan) => show(readResult(store, scan)))
    : withStored(result, flags, show)
}
