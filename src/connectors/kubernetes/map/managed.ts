/** What put an object there, and whose it is, by the labels and annotations that tools and people write. */
import type { Known } from '../../../model/index.ts'

type Marks = { readonly [name: string]: string | undefined }

/** On what a release of OpenShift brings along: https://github.com/openshift/enhancements/blob/master/enhancements/update/cluster-profiles.md */
export const ofOpenShift = 'include.release.openshift.io/self-managed-high-availability'

/** `helm:website`, `argocd:website:rbac…`, or the label as it stands; a pointer to who made it, no person. */
export function managedBy(labels: Marks, annotations: Marks | null | undefined): Known<string> {
  const release = annotations?.['meta.helm.sh/release-name']
  if (release !== undefined) return `helm:${release}`
  const tracked = annotations?.['argocd.argoproj.io/tracking-id']
  if (tracked !== undefined) return `argocd:${tracked.split(':')[0]}`
  if (labels['addonmanager.kubernetes.io/mode'] !== undefined) return 'addon-manager'
  if (annotations?.[ofOpenShift] === 'true') return 'provider:openshift'
  const component = labels['eks.amazonaws.com/component'] ?? labels['kubernetes.azure.com/managedby']
  return component === undefined ? (labels['app.kubernetes.io/managed-by'] ?? null) : `provider:${component}`
}

/** https://kubernetes.io/docs/reference/access-authn-authz/rbac/#default-roles-and-role-bindings */
export function isBootstrap(labels: Marks): boolean {
  return labels['kubernetes.io/bootstrapping'] === 'rbac-defaults'
}

const ownerLabels = /(?:^|[./-])(?:owner|team|squad|contact|maintainer|responsible)(?:$|[-_]?(?:e?mail|name)$)/i

/** Who answers for a namespace answers for what is in it. */
export function ownersAmong(labels: { readonly [label: string]: string }): { readonly [label: string]: string } {
  return Object.fromEntries(
    Object.entries(labels).flatMap(([label, value]) =>
      ownerLabels.test(label) ? [[label.replace(/^.*\//, ''), value] as const] : [],
    ),
  )
}

export function environmentOf(labels: Marks): Known<string> {
  const found = ['environment', 'env', 'stage'].map((name) => labels[name]).find((value) => value !== undefined)
  return found ?? null
}

/** By https://kubernetes.io/docs/concepts/overview/working-with-objects/common-labels/ */
export function applicationOf(labels: Marks): Known<string> {
  return labels['app.kubernetes.io/part-of'] ?? labels['app.kubernetes.io/instance'] ?? null
}
