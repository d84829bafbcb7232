/**
 * As whom policies of Google Cloud name the pods of a service account, and sets that they are in.
 * https://cloud.google.com/iam/docs/principal-identifiers#allow
 */
import type { View } from '../../../inventory/view.ts'
import { isKnown } from '../../../model/index.ts'
import { poolMembers } from '../gcp-pools.ts'
import { k8sAccountFacts } from '../kubernetes-facts.ts'
import type { Account } from '../kubernetes-reach/index.ts'

export interface GkePrincipal {
  /** As policies write it. */
  readonly member: string
  /** It is this account, or its namespace at most. */
  readonly own: boolean
}

/** The account by its name and by its uid, its namespace, its cluster, and all of the pool. */
export function gkePrincipals(
  view: View,
  { identity, namespace, name }: Account,
  { project, issuer }: { readonly project: string; readonly issuer: string },
): readonly GkePrincipal[] {
  const pool = `${project}.svc.id.goog`
  const { bySet } = poolMembers(view, `projects/-/locations/global/workloadIdentityPools/${pool}`)
  const inSet = (set: string, own: boolean): readonly GkePrincipal[] =>
    (bySet.get(set) ?? []).map((member) => ({ member, own }))
  const { uid } = k8sAccountFacts(identity)
  return [
    { member: `serviceAccount:${pool}[${namespace}/${name}]`, own: true },
    ...(isKnown<string>(uid) ? inSet(`kubernetes.serviceaccount.uid/${uid}`, true) : []),
    ...inSet(`namespace/${namespace}`, true),
    ...inSet(`kubernetes.cluster/https://${issuer}`, false),
    ...inSet('*', false),
  ]
}
