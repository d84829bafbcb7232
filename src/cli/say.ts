/** Talk on standard error: lines for people, or JSON objects where a machine reads the log. */
export interface Ears {
  readonly quiet?: boolean
  readonly logFormat?: 'text' | 'json'
}

export type Level = 'info' | 'warn' | 'error'

/** One line; a warning or an error says whose it is. */
export function say(message: string, ears: Ears, level: Level = 'info', hint?: string): void {
  if (ears.quiet && level !== 'error') return
  process.stderr.write(ears.logFormat === 'json' ? jsonLine(message, level, hint) : textLines(message, level, hint))
}

function jsonLine(message: string, level: Level, hint: string | undefined): string {
  const at = new Date().toISOString()
  return `${JSON.stringify({ kind: 'log', at, level, message, ...(hint === undefined ? {} : { hint }) })}\n`
}

function textLines(message: string, level: Level, hint: string | undefined): string {
  return `${level === 'info' ? '' : 'muster: '}${message}\n${hint === undefined ? '' : `  ${hint}\n`}`
}
