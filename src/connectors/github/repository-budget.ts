/**
 * What single repositories may cost in the tier core: 1.7 requests for each, so that an organization of a thousand is
 * read with some 1,750. Who comes first takes first; what no longer fits is a gap that names the next tier.
 */
import type { GithubContext } from './place.ts'

type Spender = Pick<GithubContext, 'session' | 'io'>

const perRepository = 1.7
/** Small organizations are read in full. */
const atLeast = 300

export function openBudget({ session, io }: Spender, repositories: number): void {
  if (io.tier === 'core') session.facts.repositoryCalls = Math.max(atLeast, Math.floor(perRepository * repositories))
}

/** Takes as many of the requests as are left once `keep` of them are spared for what comes later. */
export function take({ session, io }: Spender, wanted: number, keep = 0): number {
  const left = session.facts.repositoryCalls
  if (io.tier !== 'core' || left === undefined) return wanted
  const granted = Math.max(0, Math.min(wanted, left - keep))
  session.facts.repositoryCalls = left - granted
  return granted
}

/** Requests that were taken and not made. */
export function giveBack({ session }: Pick<Spender, 'session'>, requests: number): void {
  if (session.facts.repositoryCalls !== undefined) session.facts.repositoryCalls += requests
}

/** A question that was paid for with one request, and counts those that its further pages take. */
export function counted<Context extends GithubContext>(context: Context): Context {
  let paid = 1
  return {
    ...context,
    call: (spec, send) => {
      if (paid > 0) paid -= 1
      else giveBack(context, -1)
      // What is refused of one repository says nothing of the next, whose owner may have let this sign-in in.
      return context.call({ ...spec, perResource: true }, send)
    },
  }
}
