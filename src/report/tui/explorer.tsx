import { render } from 'ink'
import type { Instance } from 'ink'
import type { ResultReader } from '../contract.ts'
import { App } from './app.tsx'
import type { Data } from './data.ts'
import { loadData } from './data.ts'
import { glyphsFor } from './glyphs.ts'
import { lookFor } from './look.ts'
import type { PerformOptions } from './perform.ts'
import { performer } from './perform.ts'
import { listsOf } from './places.ts'
import { multiplexerOf, unicodeOf } from './clipboard.ts'
import { speak } from './spoken.ts'
import { storeOf } from './store.ts'

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

const clearScreen = '\u001B[2J\u001B[H'
const noEnv = () => undefined

/** Shows a result on the alternate screen until the user leaves. Rejects when drawing fails, with the terminal restored. */
export async function explore(result: ResultReader, options: ExploreOptions): Promise<void> {
  if (options.screenReader) {
    const data = loadData(result)
    await speak(data, glyphsFor(true), {
      stdin: options.stdin,
      stdout: options.stdout,
      perform: performer(doing(options)),
    })
    return
  }
  // Keys pressed while the result is loaded wait for the screen instead of being echoed onto it.
  options.stdin.setRawMode(true)
  try {
    await show(loadData(result), options)
  } finally {
    options.stdin.setRawMode(false)
  }
}

async function show(data: Data, options: ExploreOptions): Promise<void> {
  const { stdin, stdout } = options
  const look = lookFor({ color: options.color, unicode: unicodeOf(options.env ?? noEnv) })
  let instance: Instance | undefined
  const redraw = (): void => {
    stdout.write(clearScreen)
    instance?.clear()
    instance?.rerender(<App data={data} look={look} store={store} />)
  }
  const perform = performer({ ...doing(options), redraw, quit: () => instance?.unmount() })
  // Made before the screen is entered: a large result takes its time.
  const store = storeOf(listsOf(data, look.glyphs), { columns: stdout.columns, rows: stdout.rows }, perform)
  // The alternate screen begins where the cursor stands, and the first line must begin at its left edge.
  stdout.write('\r')
  instance = render(<App data={data} look={look} store={store} />, {
    stdin,
    stdout,
    alternateScreen: true,
    exitOnCtrlC: false,
    patchConsole: false,
    incrementalRendering: true,
    isScreenReaderEnabled: false,
    interactive: true,
  })
  await untilLeft(instance)
}

function doing(options: ExploreOptions): PerformOptions {
  return {
    exportDirectory: options.exportDirectory,
    writeFile: options.writeFile,
    now: options.now,
    copy: (sequence) => options.stdout.write(sequence),
    multiplexer: multiplexerOf(options.env ?? noEnv),
    redraw: () => undefined,
    quit: () => undefined,
  }
}

const signals = ['SIGTERM', 'SIGHUP', 'SIGINT'] as const

/** A signal restores the terminal first; then it is raised again, for whoever else ends the process by it. */
async function untilLeft(instance: Instance): Promise<void> {
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
