import { render } from 'ink'
import type { ResultReader } from '../contract.ts'
import { App } from './app.tsx'
import { loadData } from './data.ts'
import { lookFor } from './look.ts'
import { performer } from './perform.ts'
import { multiplexerOf, unicodeOf } from './clipboard.ts'
import { speak } from './spoken.ts'

export interface ExploreOptions {
  readonly stdin: NodeJS.ReadStream
  readonly stdout: NodeJS.WriteStream
  readonly color: boolean
  readonly screenReader: boolean
  /** Where exported files go. */
  readonly exportDirectory: string
  /** Makes a new file with mode 0600; rejects with code EEXIST where there is one already. */
  readonly writeFile: (path: string, text: string) => Promise<void>
  /** Milliseconds since 1970, for the names of exported files. */
  readonly now: () => number
  /** The locale (LC_ALL, LC_CTYPE, LANG) and the multiplexer (TMUX, STY); without it UTF-8 and neither. */
  readonly env?: (name: string) => string | undefined
}

const noEnv = () => undefined

/** Shows a result on the alternate screen until the user leaves. Rejects when drawing fails, with the terminal restored. */
export async function explore(result: ResultReader, options: ExploreOptions): Promise<void> {
  const env = options.env ?? noEnv
  const data = loadData(result)
  const look = lookFor({ color: options.color, unicode: unicodeOf(env) })
  let leave: (() => void) | undefined
  const perform = performer({
    exportDirectory: options.exportDirectory,
    writeFile: options.writeFile,
    now: options.now,
    copy: (sequence) => options.stdout.write(sequence),
    multiplexer: multiplexerOf(env),
    quit: () => leave?.(),
  })
  if (options.screenReader) {
    await speak(data, look.glyphs, { stdin: options.stdin, stdout: options.stdout, perform })
    return
  }
  const instance = render(<App data={data} look={look} perform={perform} />, {
    stdin: options.stdin,
    stdout: options.stdout,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    isScreenReaderEnabled: false,
    interactive: true,
  })
  leave = instance.unmount
  await untilLeft(instance)
}

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const

/** A signal restores the terminal first; then it is raised again, for whoever else ends the process by it. */
async function untilLeft(instance: ReturnType<typeof render>): Promise<void> {
  let received: NodeJS.Signals | undefined
  const onSignal = (signal: NodeJS.Signals) => {
    received = signal
    instance.unmount()
  }
  for (const signal of signals) process.on(signal, onSignal)
  try {
    await instance.waitUntilExit()
  } finally {
    for (const signal of signals) process.off(signal, onSignal)
  }
  if (received !== undefined) process.kill(process.pid, received)
}
