/** A shell in a tmux of its own: keys go in, the screen and the raw bytes come out. */
import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))
export const hasTmux = spawnSync('tmux', ['-V']).status === 0
export const prompt = 'ready$'

export interface Terminal {
  /** Made for this terminal, and gone with it. */
  readonly directory: string
  /** Keys by their tmux names (`Enter`, `Escape`, `C-d`), or text as it is. */
  readonly keys: (...keys: readonly string[]) => void
  readonly type: (text: string) => void
  readonly screen: () => string
  /** Every byte the program wrote. */
  readonly raw: () => string
  readonly resize: (columns: number, rows: number) => void
  /** A tmux format, such as `#{alternate_on}`. */
  readonly ask: (format: string) => string
  readonly close: () => void
}

export interface TerminalOptions {
  readonly columns: number
  readonly rows: number
  readonly env?: { readonly [name: string]: string }
}

export function openTerminal({ columns, rows, env = {} }: TerminalOptions): Terminal {
  const directory = mkdtempSync(join(tmpdir(), 'muster-tui-'))
  const socket = join(directory, 'tmux')
  const rawFile = join(directory, 'raw')
  writeFileSync(rawFile, '')
  const clean = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !['TMUX', 'CI', 'NO_COLOR', 'FORCE_COLOR', 'LC_ALL'].includes(name)),
  )
  const tmux = (...args: readonly string[]) =>
    execFileSync('tmux', ['-u', '-S', socket, '-f', '/dev/null', ...args], {
      encoding: 'utf8',
      env: { ...clean, LANG: 'C.UTF-8', ...env },
    })
  tmux(
    'new-session',
    '-d',
    '-x',
    String(columns),
    '-y',
    String(rows),
    '-c',
    root,
    `env 'PS1=${prompt} ' bash --norc --noprofile`,
  )
  tmux('pipe-pane', `cat >> ${rawFile}`)
  return {
    directory,
    keys: (...keys) => void tmux('send-keys', ...keys),
    type: (text) => void tmux('send-keys', '-l', text),
    screen: () => tmux('capture-pane', '-p'),
    raw: () => readFileSync(rawFile, 'utf8'),
    resize: (wide, high) => void tmux('resize-window', '-x', String(wide), '-y', String(high)),
    ask: (format) => tmux('display-message', '-p', format).trim(),
    close: () => {
      tmux('kill-server')
      rmSync(directory, { recursive: true, force: true })
    },
  }
}
