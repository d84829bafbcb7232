/** Shows a result: in the formats asked for, in the explorer on a terminal, else as text. */
import { join } from 'node:path'
import { processEnvironment } from '../config/environment.ts'
import { UsageError } from '../config/errors.ts'
import type { Collected } from '../engine/collect.ts'
import type { Store } from '../inventory/store.ts'
import type { ResultHead } from '../model/index.ts'
import type { Format, ResultReader } from '../report/contract.ts'
import { formats } from '../report/index.ts'
import { exitFor } from './exit.ts'
import { unknownName } from './house.ts'
import type { CommonOptions, OutputFlags } from './options.ts'
import { toFile, toStdout } from './output.ts'
import { readResult } from './reader.ts'
import { say } from './say.ts'
import { sayGaps, surface } from './scanning.ts'
import type { Terminal } from './terminal.ts'

interface Target {
  readonly format: Format
  readonly file: string | undefined
}

/** Refuses what cannot be written before anything is collected. */
export async function targetsOf(flags: OutputFlags): Promise<readonly Target[]> {
  const targets = await Promise.all(
    flags.format.map(async (text): Promise<Target> => {
      const [id = '', ...rest] = text.split('=')
      const load = formats[id]
      if (!load) throw unknownName('--format', 'format', id, Object.keys(formats))
      const { format } = await load()
      const directory = flags.outputDirectory
      const file =
        rest.length > 0
          ? rest.join('=')
          : directory === undefined
            ? undefined
            : join(directory, `muster.${format.extension}`)
      if (file === '')
        throw new UsageError(`--format ${text} names no file.`, `Write ${id}=FILE, or ${id} for standard output.`)
      return { format, file }
    }),
  )
  if (flags.outputDirectory !== undefined && targets.length === 0) {
    const { format } = await formats['json']!()
    return [{ format, file: join(flags.outputDirectory, `muster.${format.extension}`) }]
  }
  if (targets.filter((target) => target.file === undefined).length > 1)
    throw new UsageError('Only one format can go to standard output.', 'Give the others a file: -f json=result.json.')
  return targets
}

interface Concluded {
  readonly store: Store
  readonly collected: Collected & { readonly interrupted: boolean }
  readonly head: ResultHead
  readonly targets: readonly Target[]
  readonly flags: OutputFlags
  readonly terminal: Terminal
}

/** What follows a judged collection: its gaps, the result, faults of our own, and the code to leave with. */
export async function conclude({ store, collected, head, targets, flags, terminal }: Concluded): Promise<number> {
  const nothing = collected.interrupted && collected.scopes.length === 0
  if (nothing) say('Stopped before anything was read.', flags, 'warn')
  else sayGaps(head, flags)
  if (!nothing || targets.length > 0) await present(readResult(store, head.scan.id), targets, flags, terminal)
  surface(collected.bugs)
  return exitFor(head, flags.failOn, collected.interrupted)
}

export async function present(
  result: ResultReader,
  targets: readonly Target[],
  flags: CommonOptions,
  terminal: Terminal,
): Promise<void> {
  for (const { format, file } of targets) {
    const toTerminal = file === undefined
    const pieces = format.render(result, {
      width: toTerminal ? terminal.width : 80,
      color: toTerminal && terminal.color,
    })
    if (file === undefined) await toStdout(pieces)
    else {
      await toFile(file, pieces)
      say(`Wrote ${file}`, flags)
    }
  }
  if (targets.length > 0) return
  if (terminal.interactive && !flags.quiet) return explorer(result, flags, terminal)
  const { format } = await formats['text']!()
  await toStdout(format.render(result, { width: terminal.width, color: terminal.color }))
}

export async function explorer(result: ResultReader, flags: CommonOptions, terminal: Terminal): Promise<void> {
  const { explore } = await import('../report/tui/explorer.tsx')
  const { writeFile } = await import('node:fs/promises')
  await explore(result, {
    stdin: process.stdin,
    stdout: process.stdout,
    color: terminal.color,
    screenReader: flags.screenReader ?? process.env['INK_SCREEN_READER'] === 'true',
    exportDirectory: process.cwd(),
    writeFile: (path, text) => writeFile(path, text, { mode: 0o600, flag: 'wx' }),
    now: () => Date.now(),
    env: processEnvironment(),
  })
}
