/** Which abilities somebody has, and where. */
import type { View } from '../../../inventory/view.ts'
import { heedsAwsAuth } from '../kubernetes-eks.ts'
import { clusterOf } from '../kubernetes-facts.ts'
import { isKnown } from '../../../model/index.ts'
import { abilities } from './abilities/index.ts'
import type { Ability } from './abilities/index.ts'
import type { Take } from './abilities/types.ts'
import { permitsFor, widestOf } from './permits.ts'
import type { Grant, Permit } from './types.ts'

export interface Held {
  readonly ability: Ability
  /** A namespace; `null`: everywhere. */
  readonly place: string | null
  /** For each take what lets it. */
  readonly takes: readonly HeldTake[]
}

export interface HeldTake {
  readonly permits: readonly Permit[]
  /** Empty: of all names. */
  readonly names: readonly string[]
}

/** In the order of the table; of an ability that holds everywhere no single namespace is told. */
export function heldBy(view: View, grants: readonly Grant[]): readonly Held[] {
  const namespaces = [...new Set(grants.flatMap(({ namespace }) => namespace ?? []))].toSorted()
  return abilities
    .flatMap((ability) => asOn(view, ability) ?? [])
    .flatMap((ability) => {
      const places: readonly (string | null)[] =
        ability.namespace === undefined ? [null, ...namespaces] : [ability.namespace]
      const held = places.flatMap((place) => heldAt(grants, ability, place) ?? [])
      const everywhere = held.find(
        ({ place, takes }) => place === null && takes.every(({ names }) => names.length === 0),
      )
      if (everywhere !== undefined) return [everywhere]
      // In a namespace nothing but what holds everywhere anyhow is no news.
      return held.filter(({ place, takes }) => place === null || isOwn(takes, place) || ability.namespace !== undefined)
    })
}

function isOwn(takes: readonly HeldTake[], place: string): boolean {
  return takes.some(({ permits }) => permits.some(({ grant }) => grant.namespace === place))
}

function heldAt(grants: readonly Grant[], ability: Ability, place: string | null): Held | undefined {
  const takes = ability.takes.map((take) => takeAt(grants, take, place))
  const found = takes.filter((take) => take !== undefined)
  return found.length === takes.length ? { ability, place, takes: found } : undefined
}

function takeAt(
  grants: readonly Grant[],
  { verbs, on, names: wanted }: Take,
  place: string | null,
): HeldTake | undefined {
  const permits = on
    .flatMap((target) => permitsFor(grants, verbs, target, place))
    .filter(({ names }) => wanted === undefined || names.length === 0 || names.some((name) => wanted.includes(name)))
  return widestOf(permits)
}

/** As it is on this cluster; undefined: it is not there. */
function asOn(view: View, ability: Ability): Ability | undefined {
  if (!isOn(view, ability)) return undefined
  const takes = ability.takes.map((take) => ({ ...take, verbs: verbsOn(view, take) }))
  const settled = ability.settledBy === 'aws-auth' ? heedsAwsAuth(view) : undefined
  if (settled === undefined) return { ...ability, takes }
  return settled ? { ...ability, takes, conditions: [] } : undefined
}

/** `v1.34.1-eks-1a2b3c`; where nobody told the version, every verb counts. */
function verbsOn(view: View, { verbs, until = {} }: Take): readonly string[] {
  const version = clusterOf(view)?.version
  const [, minor] = isKnown<string>(version) ? (/^v?1\.(\d+)/.exec(version) ?? []) : []
  return minor === undefined ? verbs : verbs.filter((verb) => Number(minor) < (until[verb] ?? Infinity))
}

/** Where nobody told what the cluster is, nothing is left out but what only one platform has. */
function isOn(view: View, { platform }: Ability): boolean {
  if (platform === undefined) return true
  const known = clusterOf(view)?.platform
  const own = isKnown(known) ? known : undefined
  return platform.only === undefined ? own !== platform.not : own === platform.only
}
