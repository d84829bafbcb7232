/** Parts of a step that may fail alone. */
import type { Unknown } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import { AccessError, VendorError } from '../errors.ts'
import type { StepContext } from '../contract.ts'

/** What cannot be read becomes its own gap, which begins with `what`, and stands as unknown where it belongs. */
export async function attempt<T>(
  context: Pick<StepContext<unknown>, 'gap'>,
  what: string,
  work: () => Promise<T>,
): Promise<T | Unknown> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    context.gap({
      reason: error.reason,
      detail: `${what}: ${error.message}`,
      ...(error instanceof AccessError ? { permission: error.permission } : {}),
    })
    return unknown(error.reason)
  }
}

/** What this vendor does not have at all holds nothing, and hides nothing: no gap, so that what was read counts as whole. */
export async function noneIfUnsupported<Row>(asked: Promise<readonly Row[]>): Promise<readonly Row[]> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof VendorError && error.reason === 'unsupported') return []
    throw error
  }
}
