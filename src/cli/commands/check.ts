import { judgeDocument, judgementFor, withDocument } from '../documents.ts'
import { exitFor } from '../exit.ts'
import type { JudgeFlags } from '../options.ts'
import { present, targetsOf } from '../present.ts'
import { readResult } from '../reader.ts'
import { say } from '../say.ts'
import { sayGaps } from '../scanning.ts'
import { terminalFor } from '../terminal.ts'

/** Judges a document; asks nobody, and leaves the store alone. */
export async function check(file: string, flags: JudgeFlags): Promise<number> {
  const targets = await targetsOf(flags)
  const judgement = await judgementFor(flags)
  return withDocument(file, flags, async (store, imported) => {
    const head = await judgeDocument(store, imported, judgement, flags)
    sayGaps(head, flags)
    const terminal = terminalFor(flags)
    await present(readResult(store, head.scan.id), targets, flags, terminal)
    if (targets.length === 0 && !terminal.interactive)
      say(`Nothing was kept: to look further, muster explain FINGERPRINT ${file}.`, flags)
    return exitFor(head, flags.failOn, false)
  })
}
