/** What AWS says of the cluster that is looked at, where it is one of EKS: found by the issuer of its tokens. */
import type { View } from '../../inventory/view.ts'
import { isKnown } from '../../model/index.ts'
import type { Resource } from '../../model/index.ts'
import { clusterOf } from './kubernetes-facts.ts'

export interface EksCluster {
  /** The account that it is in. */
  readonly account: string
  /** Of the account. */
  readonly scope: string
  readonly cluster: Resource
}

/** Undefined: no account in the store has it. */
export function eksClusterOf(view: View): EksCluster | undefined {
  const issuer = clusterOf(view)?.issuer
  return isKnown(issuer) ? eksClusters(view).get(issuer) : undefined
}

function eksClusters(view: View): ReadonlyMap<string, EksCluster> {
  return view.onceForAll('eks clusters by issuer', () => {
    const accounts = view.scopes().filter(({ provider, kind }) => provider === 'aws' && kind === 'account')
    return new Map(
      accounts.flatMap(({ id: scope, nativeId: account }) =>
        [...view.resources({ kind: 'eks:cluster', scope })].flatMap((cluster) => {
          const issuer = cluster.facts['oidcIssuer']
          return typeof issuer === 'string' ? [[issuer, { account, scope, cluster }] as const] : []
        }),
      ),
    )
  })
}

/**
 * Whether the config map aws-auth says who administers the cluster; undefined: nobody read how it authenticates.
 * https://docs.aws.amazon.com/eks/latest/userguide/setting-up-access-entries.html
 */
export function heedsAwsAuth(view: View): boolean | undefined {
  const mode = eksClusterOf(view)?.cluster.facts['authenticationMode']
  return typeof mode === 'string' ? mode.includes('CONFIG_MAP') : undefined
}
