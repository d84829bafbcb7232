import { UsageError } from '../../config/errors.ts'
import type { CommonOptions } from '../options.ts'
import { explorer } from '../present.ts'
import { terminalFor } from '../terminal.ts'
import { withResult } from './report.ts'

export async function browse(result: string | undefined, flags: CommonOptions): Promise<number> {
  const terminal = terminalFor(flags)
  const reads = flags.screenReader ?? process.env['INK_SCREEN_READER'] === 'true'
  if (!terminal.interactive && !reads)
    throw new UsageError(
      'The explorer needs a terminal.',
      'Without one: muster report -f text, or muster browse --screen-reader.',
    )
  return withResult(result, flags, async (reader) => {
    await explorer(reader, flags, terminal)
    return 0
  })
}
