/** Questions to GraphQL whose size is halved until they are answered. */
import { VendorError } from '../errors.ts'
import type { GithubContext } from './place.ts'
import { RefusedError } from '../shared/refused.ts'

/**
 * A question that is too large ends as 502, 504, a timeout or `Something went wrong`: asking the same again does not
 * help, so it is asked once only. https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api
 */
export function askedOnce(context: GithubContext): GithubContext {
  return {
    ...context,
    call: (spec, send) =>
      context.call({ ...spec, perResource: true }, async (signal) => {
        try {
          return await send(signal)
        } catch (error) {
          if (!(error instanceof RefusedError) || error.failure.kind !== 'transient') throw error
          throw new RefusedError({ kind: 'failed', detail: error.failure.detail })
        }
      }),
  }
}

/** The engine's breaker is for questions that are the same; these are of other repositories each time. */
export function askedPatiently(context: GithubContext): GithubContext {
  return { ...context, call: (spec, send) => context.call({ ...spec, perResource: true }, send) }
}

export function mayBeTooLarge(error: unknown): boolean {
  return error instanceof VendorError && error.reason === 'failed'
}
