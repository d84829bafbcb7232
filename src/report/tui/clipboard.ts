/** Copying through the terminal itself (OSC 52), which works over ssh as well. */

/** What stands between muster and the terminal. */
export type Multiplexer = 'tmux' | 'screen' | undefined

/** Some terminals drop longer ones (https://man.openbsd.org/xterm.1 keeps 75,000 characters). */
const longest = 74_994
/** GNU screen takes device control strings of up to 768 bytes. */
const screenChunk = 700

export function multiplexerOf(env: (name: string) => string | undefined): Multiplexer {
  if ((env('TMUX') ?? '') !== '') return 'tmux'
  if ((env('STY') ?? '') !== '') return 'screen'
  return undefined
}

/** The bytes that put the text on the clipboard, or `undefined` when it is too long for that. */
export function copySequence(text: string, multiplexer: Multiplexer): string | undefined {
  const encoded = Buffer.from(text, 'utf8').toString('base64')
  if (encoded.length > longest) return undefined
  const sequence = `\u001B]52;c;${encoded}\u0007`
  // tmux takes the plain one with `set-clipboard on`, and hands on the wrapped one with `allow-passthrough on`.
  if (multiplexer === 'tmux') return `${sequence}\u001BPtmux;${sequence.replaceAll('\u001B', '\u001B\u001B')}\u001B\\`
  if (multiplexer === 'screen') {
    const chunks = sequence.match(new RegExp(`[^]{1,${screenChunk}}`, 'g')) ?? []
    return chunks.map((chunk) => `\u001BP${chunk}\u001B\\`).join('')
  }
  return sequence
}

/** Whether the terminal is taken for UTF-8: the locale variables in the order in which libc looks at them. */
export function unicodeOf(env: (name: string) => string | undefined): boolean {
  const locale = [env('LC_ALL'), env('LC_CTYPE'), env('LANG')].find((value) => value !== undefined && value !== '')
  return locale === undefined || /utf-?8/i.test(locale)
}
