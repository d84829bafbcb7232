/** What a key asks of the world, done; the answer is a note for the screen. */
import { count } from '../words.ts'
import type { Multiplexer } from './clipboard.ts'
import { copySequence } from './clipboard.ts'
import { exportFormats, exportName, exportText } from './export.ts'
import { clean } from '../lines.ts'
import { shorten } from './screen.ts'
import type { Effect, Note } from './state.ts'

export interface PerformOptions {
  readonly exportDirectory: string
  readonly writeFile: (path: string, text: string) => Promise<void>
  readonly now: () => number
  /** Writes to the terminal past the screen. */
  readonly copy: (sequence: string) => void
  readonly multiplexer: Multiplexer
  /** Draws the screen anew. */
  readonly redraw: () => void
  readonly quit: () => void
}

const attempts = 100

export function performer(options: PerformOptions): (effect: Effect) => Promise<Note | undefined> {
  return async (effect) => {
    if (effect.kind === 'copy') return copy(options, effect)
    if (effect.kind === 'export') return await write(options, effect)
    options[effect.kind]()
    return undefined
  }
}

function copy(options: PerformOptions, effect: Extract<Effect, { kind: 'copy' }>): Note {
  const sequence = copySequence(effect.text, options.multiplexer)
  if (sequence === undefined)
    return { text: 'Too long for the clipboard of a terminal; e exports it to a file.', tone: 'warn' }
  options.copy(sequence)
  return { text: `Copied ${shorten(effect.what, 60)} (where the terminal allows it)`, tone: 'good' }
}

async function write(options: PerformOptions, effect: Extract<Effect, { kind: 'export' }>): Promise<Note> {
  const format = exportFormats.find(({ id }) => id === effect.format) ?? exportFormats[0]
  const text = exportText(effect.frame, format.id)
  const directory = options.exportDirectory.replace(/\/+$/, '')
  for (let attempt = 0; attempt < attempts; attempt += 1) {
    const path = `${directory}/${exportName(effect.frame.listing.title, options.now(), format.extension, attempt)}`
    try {
      await options.writeFile(path, text)
      return { text: `Wrote ${count(effect.frame.order.length, 'row')} to ${path}`, tone: 'good' }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST')
        return { text: `${path} was not written: ${clean(messageOf(error))}`, tone: 'warn' }
    }
  }
  return { text: `${directory} has too many exports of this minute. Move some away, then press e again.`, tone: 'warn' }
}

function codeOf(error: unknown): unknown {
  return typeof error === 'object' && error !== null && 'code' in error ? error.code : undefined
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
