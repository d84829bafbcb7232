/** An error that a person can act on: what is wrong, and what to do about it. */
export class HintedError extends Error {
  readonly hint: string | undefined
  constructor(message: string, hint?: string) {
    super(message)
    this.hint = hint
  }
}

/** The user's configuration or command line is wrong: exit code 3. */
export class UsageError extends HintedError {
  override readonly name = 'UsageError'
}
