/** Where a reader of TOML stands, and what it may skip. https://toml.io/en/v1.0.0 */

export interface Cursor {
  readonly text: string
  at: number
}

/** `pattern` is sticky, so that a document is passed once, however long it is. */
export function taken(cursor: Cursor, pattern: RegExp): RegExpExecArray | undefined {
  pattern.lastIndex = cursor.at
  const found = pattern.exec(cursor.text)
  if (found === null) return undefined
  cursor.at += found[0].length
  return found
}

export function demand(cursor: Cursor, pattern: RegExp, what: string): RegExpExecArray {
  const found = taken(cursor, pattern)
  if (found === undefined) throw new SyntaxError(what)
  return found
}

export function next(cursor: Cursor, text: string): boolean {
  if (!cursor.text.startsWith(text, cursor.at)) return false
  cursor.at += text.length
  return true
}

/** Blanks on one line. */
export function skipBlanks(cursor: Cursor): void {
  taken(cursor, /[ \t]*/y)
}

/** Blanks, ends of lines and comments. */
export function skipLines(cursor: Cursor): void {
  while (taken(cursor, /[ \t\n]+|#[^\u0000-\u0008\n-\u001f\u007f]*(?=\n|$)/y) !== undefined);
}

/** Nothing but a comment may follow on the line. */
export function endLine(cursor: Cursor): void {
  demand(cursor, /[ \t]*(?:#[^\u0000-\u0008\n-\u001f\u007f]*)?(?:\n|$)/y, 'more than a value')
}
