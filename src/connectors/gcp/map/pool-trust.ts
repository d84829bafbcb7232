/** Whose tokens may become a service account, by the bindings on it. */
import type { GcpTrust, PoolProviderFacts } from '../../../model/facts/gcp.ts'
import { valueOf } from '../../../model/index.ts'
import { accountId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { PoolBinding } from '../session.ts'

/** What a member lets in: a cluster's pool, which Google keeps itself, or a pool with providers. */
type Door = { readonly cluster: string } | { readonly pool: string }

/** https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity: the pool is named after the project. */
const cluster = /(?:^serviceAccount:|\/workloadIdentityPools\/)([^/[]+\.svc\.id\.goog)(?=[/[])/
const pool =
  /^principal(?:Set)?:\/\/iam\.googleapis\.com\/(projects\/[^/]+\/locations\/global\/workloadIdentityPools\/[^/]+)\//

function doorOf(member: string): Door | undefined {
  const [, ofCluster] = cluster.exec(member) ?? []
  if (ofCluster !== undefined) return { cluster: ofCluster }
  const [, named] = pool.exec(member) ?? []
  return named === undefined ? undefined : { pool: named }
}

interface Trusted {
  readonly to: string
  readonly provider: string | null
}

function trustedBy(door: Door, byPool: ReadonlyMap<string, readonly PoolProviderFacts[]>): readonly Trusted[] {
  if ('cluster' in door) return [{ to: `gke:${door.cluster}`, provider: null }]
  const providers = byPool.get(door.pool) ?? []
  if (providers.length === 0) return [{ to: `gcp:pool:${door.pool}`, provider: null }]
  return providers.map((each) => ({ to: issuerOf(each), provider: each.providerName }))
}

function issuerOf({ issuer, awsAccount, poolName }: PoolProviderFacts): string {
  const [url, account] = [valueOf(issuer), valueOf(awsAccount)]
  if (account !== undefined) return `aws:${account}`
  return url === undefined ? `gcp:pool:${poolName}` : `oidc:${url.replace(/^https:\/\//i, '').replace(/\/+$/, '')}`
}

/** One edge for each member, role and provider. Which roles give tokens is not judged here. */
export function emitTrusts(
  { emit }: Pick<GcpContext, 'emit'>,
  { serviceAccount, role, member, condition, resource }: PoolBinding,
  byPool: ReadonlyMap<string, readonly PoolProviderFacts[]>,
  source: string,
): void {
  const door = doorOf(member)
  if (serviceAccount === undefined || door === undefined) return
  for (const { to, provider } of trustedBy(door, byPool))
    emit({
      type: 'edge',
      kind: 'trusts',
      from: accountId(serviceAccount),
      to,
      via: [member, role, provider ?? '', condition?.expression ?? ''].join('#'),
      conditions: { member, role, provider, condition } satisfies GcpTrust,
      level: 'configured',
      evidence: [{ source, detail: resource }],
    })
}
