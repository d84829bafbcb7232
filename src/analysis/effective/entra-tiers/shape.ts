/** What a permission gives by the form of its name alone: `<what>.<verb>.<how far>`. */
import type { Ranked } from './types.ts'

/** Of some things only: what it owns, was given, made, or is installed in. */
const bounded =
  /\.(?:OwnedBy|Selected|CreatedByApp|ManagedBy|AppFolder|WhereInstalled|IdentityParentedBy)\b|Self(?:For|$)|SelectedFor|\.(?:User|Chat)$/
const reads = /^(?:Read|ReadBasic|ReadAnonymous|ReadForChat|ReadForTeam|ReadForUser|Evaluate|Compute|Receive)$/
const source = 'derived'

/** `how far`: `over all of the tenant`, or `as far as whoever signs in may`. */
export function byShape(value: string, howFar: string): Ranked {
  const [what = '', verb, ...rest] = value.split('.')
  if (verb === undefined)
    return { tier: 'unranked', reason: `${value}: Neither in the table nor of a form that tells what it does.`, source }
  const thing = wordsOf(what, rest)
  if (bounded.test(value))
    return {
      tier: 'limited',
      reason: `By its name, it gets at those only that it owns, made, was given or is in: ${thing}.`,
      source,
    }
  return reads.test(verb)
    ? { tier: 'limited', reason: `By its name, it reads, ${howFar}: ${thing}.`, source }
    : { tier: 'management', reason: `By its name, it changes, ${howFar}: ${thing}.`, source }
}

/** `AgentCardManifest` → `agent card manifest`; what a policy is on stands behind the verb. */
function wordsOf(what: string, rest: readonly string[]): string {
  const on = rest.filter((part) => part !== 'All').map(split)
  return [split(what), ...on.map((each) => `(${each})`)].join(' ')
}

function split(name: string): string {
  return name
    .replaceAll('-', ' ')
    .split(/(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|\s/)
    .map((part) => (/^[A-Z0-9]{2,}$/.test(part) ? part : part.toLowerCase()))
    .join(' ')
}
