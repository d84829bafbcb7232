import { HintedError } from '../config/errors.ts'

/** The store could not be opened, read or written. */
export class StoreError extends HintedError {
  override readonly name = 'StoreError'
}

/** A document is not what it claims to be. */
export class DocumentError extends HintedError {
  override readonly name = 'DocumentError'
}
