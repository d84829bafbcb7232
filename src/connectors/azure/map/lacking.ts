/** What a cloud of Microsoft does not have. */
import { AbsentError, VendorError } from '../../errors.ts'

/** 404 of a whole list: this cloud or tenant lacks it. The route says `absent`, so that the two are told apart. */
export async function unsupportedIfAbsent<T>(operation: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AbsentError)) throw error
    throw new VendorError(`This cloud of Microsoft does not know ${operation}.`, operation, 'unsupported')
  }
}
