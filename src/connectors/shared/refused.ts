import type { Failure } from '../contract.ts'

/** An answer that was understood: `classify` only hands on what it says. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError'
  readonly failure: Failure
  constructor(failure: Failure) {
    super(failure.detail)
    this.failure = failure
  }
}
