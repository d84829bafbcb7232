/** The store could not be opened, read or written; the message says what, where and what to do. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** A document is not what it claims to be. */
export class DocumentError extends Error {
  override readonly name = 'DocumentError'
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}
