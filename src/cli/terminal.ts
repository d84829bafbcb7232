/** What the terminal can do, and who listens to the engine on it. */
import type { Listener, ScanEvent } from '../model/index.ts'
import type { CommonOptions } from './options.ts'

export interface Terminal {
  /** Both ends are a terminal, nobody said CI, --no-tui or --quiet: a screen may be drawn. */
  readonly interactive: boolean
  readonly color: boolean
  readonly width: number
}

export function terminalFor(flags: CommonOptions): Terminal {
  const { env, stdin, stdout } = process
  const ci = env['CI'] !== undefined && env['CI'] !== '' && env['CI'] !== 'false'
  const tty = Boolean(stdin.isTTY && stdout.isTTY) && env['TERM'] !== 'dumb'
  const plain = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  const forced = env['FORCE_COLOR'] !== undefined && env['FORCE_COLOR'] !== '0' && env['FORCE_COLOR'] !== ''
  return {
    interactive: tty && !ci && flags.tui,
    color: flags.color && !plain && (forced || (Boolean(stdout.isTTY) && env['TERM'] !== 'dumb')),
    width: stdout.isTTY ? Math.max(40, stdout.columns ?? 80) : 80,
  }
}

interface Watch {
  readonly listener: Listener
  readonly stop: () => Promise<void>
}

/** Runs the work with somebody listening, who takes leave of the screen however the work ends. */
export async function watching<T>(
  flags: CommonOptions,
  terminal: Terminal,
  work: (listener: Listener) => Promise<T>,
): Promise<T> {
  const { listener, stop } = await watch(flags, terminal)
  try {
    return await work(listener)
  } finally {
    await stop()
  }
}

async function watch(flags: CommonOptions, terminal: Terminal): Promise<Watch> {
  const idle = async (): Promise<void> => undefined
  if (flags.quiet) return { listener: () => undefined, stop: idle }
  const write = (line: string): void => void process.stderr.write(`${line}\n`)
  if (flags.logFormat === 'json') return { listener: jsonLog(write, flags.verbose ?? false), stop: idle }
  if (terminal.interactive && !flags.screenReader && !flags.verbose) {
    const { showProgress } = await import('../report/tui/progress.tsx')
    return showProgress({ stdout: process.stderr, stderr: process.stderr, now: () => Date.now() })
  }
  const { plainProgress } = await import('../report/tui/plain.ts')
  return { listener: plainProgress(write, { verbose: flags.verbose ?? false }), stop: idle }
}

function jsonLog(write: (line: string) => void, verbose: boolean): Listener {
  const detail: readonly ScanEvent['kind'][] = ['called', 'emitted', 'judging']
  return (event) => {
    if (!verbose && (detail.includes(event.kind) || (event.kind === 'log' && event.level === 'debug'))) return
    write(JSON.stringify({ ...event, at: new Date(event.at).toISOString() }))
  }
}
