/** What the rules about single abilities share: which an account has, and where they lead. */
import {
  accountFor,
  clusterGoal,
  pathBy as clusterPathBy,
  waysBy,
} from '../../analysis/effective/kubernetes-reach/index.ts'
import type { Way } from '../../analysis/effective/kubernetes-reach/index.ts'
import { cloudPathBy } from '../../analysis/effective/kubernetes-clouds/index.ts'
import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { permitWords } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { Family, Grant, Permit } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity, Json, Remediation } from '../../model/index.ts'
import { removeGrants } from './kubernetes-grants.ts'
import { enumerated } from './lists.ts'

/** Ways of the family, by the grants that are judged. */
export function waysIn(view: View, identity: Identity, grants: readonly Grant[], family: Family): readonly Way[] {
  const account = accountFor(view, identity)
  if (account === undefined) return []
  return waysBy(view, grants).filter(({ held }) => held.ability.family === family)
}

export function permitsOf(ways: readonly Way[]): readonly Permit[] {
  return ways.flatMap(({ held }) => held.takes.flatMap(({ permits }) => permits))
}

export type Extent = 'cluster' | 'elsewhere' | 'own'

/** Everywhere, in another namespace than its own, or there alone. */
export function extentOf(ways: readonly Way[], identity: Identity): Extent {
  const { namespace } = k8sAccountFacts(identity)
  const places = ways.map(({ held }) => held.place)
  if (places.includes(null)) return 'cluster'
  return places.some((place) => place !== namespace) ? 'elsewhere' : 'own'
}

/** `in every namespace`, `in the namespaces a and b` */
export function whereWords(ways: readonly Way[]): string {
  const places = ways.map(({ held }) => held.place)
  if (places.includes(null)) return 'in every namespace'
  const names = [...new Set(places.flatMap((place) => place ?? []))].toSorted()
  return `in ${names.length === 1 ? 'the namespace' : 'the namespaces'} ${enumerated(names)}`
}

/** `create pods, and get pods/exec` as the rules write them. */
export function deedWords(ways: readonly Way[]): string {
  return enumerated([...new Set(permitsOf(ways).map(permitWords))].toSorted())
}

/** The way to administration of the cluster, else of a cloud, that begins with one of these ways. */
export function pathBy(view: View, identity: Identity, ways: readonly Way[]): FoundPath | undefined {
  return clusterPathBy(view, identity, clusterGoal(view), ways) ?? cloudPathBy(view, identity, ways)
}

export function pathData(path: FoundPath | undefined, ways: readonly Way[]): { readonly [key: string]: Json } {
  return {
    abilities: [...new Set(ways.map(({ held }) => held.ability.id))].toSorted(),
    paths: path === undefined ? [] : [path],
  }
}

/** ` It gets to kube-system/janitor > cluster-admin so.` */
export function pathWords(path: FoundPath | undefined): string {
  if (path === undefined) return ''
  const via = path.hops.map(({ toName, to }) => toName ?? to).join(' > ')
  return ` It gets to ${via} so${path.verdict === 'proven' ? '' : ', if nothing else stops it'}.`
}

export function breakPath(path: FoundPath | undefined): readonly Remediation[] {
  return path === undefined ? [] : [{ text: path.mend }]
}

/** What ends the path, and what takes each binding away that gives one of the ways. */
export function endWays(ways: readonly Way[], path: FoundPath | undefined, account: Identity): readonly Remediation[] {
  return [
    ...breakPath(path),
    ...removeGrants(
      permitsOf(ways).map(({ grant }) => grant),
      account,
    ),
  ]
}
