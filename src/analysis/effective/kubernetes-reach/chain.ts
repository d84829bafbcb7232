/** Steps as a path, with the rules that let each be done. */
import type { FoundPath, PathHop, PathStatement } from '../../../model/index.ts'
import { pathVerdicts } from '../../../model/index.ts'
import { bindingWords, permitWords, placeWords, roleWords } from '../kubernetes-rbac/index.ts'
import type { Held, Permit } from '../kubernetes-rbac/index.ts'
import type { Account } from './accounts.ts'
import type { Step } from './tree.ts'

/** What everything in a cluster leads to. */
export const clusterAdmin = 'clusterrole/cluster-admin'

/** `steps` from `start` on, each with whom it is taken by. */
export function chainOf(start: Account, steps: readonly Step[]): FoundPath {
  const takers = [start, ...steps.flatMap(({ to }) => to ?? [])]
  const hops = steps.map((step, index) => hopOf(takers[index] ?? start, step))
  const verdict = pathVerdicts[Math.max(0, ...steps.map(({ way }) => pathVerdicts.indexOf(way.verdict)))] ?? 'proven'
  const statements = steps.flatMap(({ way }, index) => statementsOf(takers[index] ?? start, way.held))
  return {
    id: hops.map(({ by }) => by).join(' + '),
    verdict,
    target: hops.at(-1)?.to ?? start.identity.nativeId,
    gain: 'admin',
    hops,
    statements: [...new Map(statements.map((each) => [JSON.stringify(each), each])).values()],
    conditions: [...new Set(steps.flatMap(({ way }) => way.held.ability.conditions ?? []))],
    missingFacts: [],
    mend: mendOf(start, steps[0]),
  }
}

function hopOf(from: Account, { way, to }: Step): PathHop {
  const { ability, place } = way.held
  const where = ability.takes.every(({ on }) => on.every(({ global }) => global === true))
    ? ''
    : ` ${placeWords(place)}`
  const becomes = to === undefined ? 'and so administers the cluster' : `and so becomes ${to.identity.name}`
  return {
    from: from.identity.nativeId,
    fromName: from.identity.name,
    to: to?.identity.nativeId ?? clusterAdmin,
    toName: to?.identity.name ?? 'cluster-admin',
    by: ability.id,
    actions: actionsOf(way.held),
    text: `${from.identity.name} ${ability.does}${where}, ${becomes}.`,
  }
}

export function actionsOf({ takes }: Held): readonly string[] {
  return [...new Set(takes.flatMap(({ permits }) => permits.map(permitWords)))]
}

function statementsOf({ identity }: Account, { takes }: Held): readonly PathStatement[] {
  return takes.flatMap(({ permits }) => permits.slice(0, 4).map((permit) => statementOf(identity, permit)))
}

export function statementOf(
  { nativeId, name }: { readonly nativeId: string; readonly name: string },
  { grant, rule, index }: Pick<Permit, 'grant' | 'rule' | 'index'>,
): PathStatement {
  const { verbs, apiGroups, resources, resourceNames } = rule
  return {
    holder: nativeId,
    holderName: name,
    source: 'grant',
    policy: `${grant.role} by ${grant.binding.nativeId}`,
    index,
    effect: 'Allow',
    text: JSON.stringify({ apiGroups, resources, verbs, ...(resourceNames.length === 0 ? {} : { resourceNames }) }),
  }
}

function mendOf({ identity }: Account, step: Step | undefined): string {
  const [permit] = step?.way.held.takes.at(-1)?.permits ?? []
  if (permit === undefined) return `Take ${identity.name} out of the bindings that make it an administrator.`
  return `Take ${permitWords(permit)} from ${roleWords(permit.grant)}, or ${identity.name} from ${bindingWords(permit.grant)}.`
}
