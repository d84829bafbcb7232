/** The page of an identity of Google Cloud: what it holds and why that weighs, who can become it, what it reaches. */
import { holdingsOf } from '../../analysis/effective/gcp-holdings.ts'
import type { GcpHolding } from '../../analysis/effective/gcp-holdings.ts'
import {
  accountMember,
  controlOf,
  memberWords,
  reachOf,
  resourceWords,
  stepsInto,
} from '../../analysis/effective/gcp-reach/index.ts'
import { serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { count, gapWords } from '../../report/words.ts'
import { word } from '../../rules/shared/aws-commands.ts'
import { lines } from './statements.ts'
import { tierWords } from './tiers.ts'

const shown = 12

/** As policies name it. */
export function memberIn(identity: Identity): string {
  return identity.kind === 'service-account' ? accountMember(identity.nativeId) : identity.nativeId
}

export function* gcpPortrait(view: View, identity: Identity): Generator<string> {
  yield '\nWhat it can do\n'
  yield* doing(view, identity)
  if (identity.kind === 'service-account') {
    yield '\nWho can become it\n'
    yield* becoming(view, identity)
  }
  yield '\nWhat it can reach\n'
  yield* reaching(view, identity)
}

function* doing(view: View, identity: Identity): Generator<string> {
  const holdings = holdingsOf(view, memberIn(identity))
  if (holdings.length === 0) yield* lines('Nothing, by the policies that were read.', '  ')
  for (const holding of holdings.slice(0, shown)) yield* holdingLines(view, holding)
  if (holdings.length > shown) yield* lines(`and ${holdings.length - shown} more`, '  ')
  for (const facet of hidingIn(view, identity.scope, holdingFacets)) yield* lines(`Not read: ${facet}.`, '  ', '    ')
}

function* holdingLines(
  view: View,
  { role, roleTitle, resource, through, condition, rank }: GcpHolding,
): Generator<string> {
  const by = through === undefined ? '' : `, through ${memberWords(through)}`
  const title = roleTitle === '' || roleTitle === role ? role : `${roleTitle} (${role})`
  yield* lines(`${title} over ${resourceWords(view, resource)}${by}`, '  ', '    ')
  yield* lines(`${tierWords[rank.tier]}: ${rank.reason}`, '    ', '      ')
  if (condition !== null) yield* lines(`only if ${condition.expression}`, '    ', '      ')
}

const holdingFacets = ['allow-policies', 'roles', 'hierarchy', 'groups', 'deny-policies', 'access-boundaries'] as const

/** What was not read of Google Cloud, and could hide a path. */
export function hidingGcpPaths(view: View, scope: string): readonly string[] {
  return hidingIn(view, scope, [...holdingFacets, 'service-accounts', 'workload-pools', 'workloads', 'org-policies'])
}

/** `deny policies (denied)` */
function hidingIn(view: View, scope: string, facets: readonly string[]): readonly string[] {
  return facets.flatMap((facet) => {
    const gap = view.gap(`gcp.${facet}`, scope)
    return gap === undefined ? [] : [`${facet.replaceAll('-', ' ')} (${gapWords[gap.reason]})`]
  })
}

function* becoming(view: View, identity: Identity): Generator<string> {
  const steps = stepsInto(view, identity.nativeId)
  for (const { text, verdict } of steps.slice(0, shown))
    yield* lines(`${text}${verdict === 'proven' ? '' : ` (${verdict})`}`, '  ', '    ')
  if (steps.length > shown) yield* lines(`and ${steps.length - shown} more`, '  ')
  if (steps.length === 0) yield* lines('Nobody beside its own credentials, by what was read.', '  ')
}

function* reaching(view: View, identity: Identity): Generator<string> {
  const member = memberIn(identity)
  const control = controlOf(view, member)
  if (control !== undefined) yield* lines(`It is in control of ${control.container} already, by what it holds.`, '  ')
  const [path] = reachOf(view, member)
  if (path === undefined) {
    if (control === undefined) yield* lines('Control of nothing beside what it holds, by what was read.', '  ')
    return
  }
  for (const { text } of path.hops) yield* lines(text, '  ', '    ')
  yield* lines(`${count(path.hops.length, 'hop')}, ${path.verdict}. Hop by hop:`, '  ')
  yield `    $ muster path ${word(identity.nativeId)}\n`
}

export function* gcpTurnOff(identity: Identity): Generator<string> {
  yield '\nHow to turn it off\n'
  for (const [index, { text, command }] of stepsFor(identity).entries()) {
    yield* lines(text, `  ${index + 1}. `, '     ')
    if (command !== undefined) yield `     $ ${clean(command)}\n`
  }
}

function stepsFor(identity: Identity): readonly Remediation[] {
  if (identity.kind !== 'service-account')
    return [{ text: 'Take its roles away, or delete the agent in its project of Vertex AI.' }]
  const { projectId, uniqueId } = serviceAccountFacts(identity)
  const at = `${word(identity.nativeId)} --project=${word(projectId)}`
  return [
    {
      text: 'Disable it, which can be taken back: no token is given to it any more, and its keys are refused.',
      command: `gcloud iam service-accounts disable ${at}`,
    },
    {
      text: `Delete it once nothing has missed it for a few weeks; for 30 days it can be restored by its number${typeof uniqueId === 'string' ? `, ${uniqueId}` : ''}.`,
      command: `gcloud iam service-accounts delete ${at}`,
    },
  ]
}
