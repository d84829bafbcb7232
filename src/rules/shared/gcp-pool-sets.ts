/** Sets of principals of workload identity pools in a policy, and how much of the issuer's world is in each. */
import { poolProviders } from '../../analysis/effective/gcp-pools.ts'
import { memberOf } from '../../analysis/effective/gcp-principals.ts'
import { breadthOf, providerTrust } from '../../analysis/effective/gcp-provider-trust.ts'
import type { View } from '../../inventory/view.ts'
import type { GcpBinding, PoolProviderFacts } from '../../model/facts/gcp.ts'
import type { Unknown } from '../../model/index.ts'
import { isUnknown, unknown, valueOf } from '../../model/index.ts'
import { poolWords } from './gcp-pools.ts'

export interface PoolSet {
  readonly member: string
  readonly role: string
  readonly condition: GcpBinding['condition']
  /** `attribute.repository_owner/acme of the pool github` */
  readonly words: string
  /** Undefined: one repository, or one workload. */
  readonly breadth: 'open' | 'whole' | undefined | Unknown
  readonly issuer: string
  readonly tenant: string
  /** The issuer serves everybody. */
  readonly shared: boolean
}

/** A set that no provider makes tokens for lets nobody in. */
export function setsIn({ members, role, condition }: GcpBinding, view: View): readonly PoolSet[] {
  return members.flatMap((text) => {
    const member = memberOf(text)
    if (member.kind !== 'pool-set' || member.pool.startsWith('locations/')) return []
    const words = `${member.set === '*' ? 'all' : member.set} of the pool ${poolWords(member.pool)}`
    const base = { member: text, role, condition, words }
    if (member.pool.startsWith('projects/-/')) return [{ ...base, ...ofCluster(member.set) }]
    const providers = poolProviders(view).filter(({ poolName }) => poolName === member.pool)
    const judged = providers.map((provider) => ofProvider(provider, text, member.set))
    return judged.length === 0 ? unread(view, base) : [{ ...base, ...loosest(judged) }]
  })
}

type Judged = Pick<PoolSet, 'breadth' | 'issuer' | 'tenant' | 'shared'>

function loosest(judged: readonly Judged[]): Judged {
  const order = ({ breadth }: Judged): number =>
    breadth === 'open' ? 0 : breadth === 'whole' ? 1 : breadth === undefined ? 3 : 2
  return judged.toSorted((a, b) => order(a) - order(b))[0] ?? { ...nobody, breadth: undefined }
}

const nobody = { issuer: 'nobody', tenant: 'tenant', shared: false } as const

function unread(view: View, base: Omit<PoolSet, keyof Judged>): readonly PoolSet[] {
  const gap = view.gap('gcp.workload-pools')
  return gap === undefined ? [] : [{ ...base, ...nobody, breadth: unknown(gap.reason) }]
}

/** https://cloud.google.com/kubernetes-engine/docs/concepts/workload-identity */
function ofCluster(set: string): Judged {
  const whole = set === '*' || set.startsWith('kubernetes.cluster/')
  return { breadth: whole ? 'whole' : undefined, issuer: 'Google Kubernetes Engine', tenant: 'cluster', shared: false }
}

function ofProvider(provider: PoolProviderFacts, text: string, set: string): Judged {
  if (provider.kind !== 'oidc') return ofOther(provider, set)
  const found = providerTrust(provider, text)
  if (isUnknown(found)) return { ...nobody, breadth: found }
  const { title, tenantWord, shared } = found.trust.issuer
  const breadth = breadthOf(found)
  const words = { issuer: title, tenant: tenantWord, shared }
  // Of an issuer of one's own nobody here knows how its claims divide what it serves.
  if (!shared && found.trust.issuer.code === undefined && (set !== '*' || found.trust.claims.length > 0))
    return { ...words, breadth: undefined }
  if (breadth !== undefined && !found.clear) return { ...words, breadth: unknown('unsupported') }
  return { ...words, breadth }
}

/** Of an account of AWS, an attribute that is mapped to the account itself takes in all of its roles. */
function ofOther({ kind, attributeCondition, attributeMapping, awsAccount }: PoolProviderFacts, set: string): Judged {
  const [attribute = ''] = set.split('/')
  const all = set === '*' || attributeMapping[attribute] === 'assertion.account'
  const words = {
    issuer: kind === 'aws' ? `AWS account ${valueOf(awsAccount) ?? 'not known'}` : kind.toUpperCase(),
    tenant: kind === 'aws' ? 'account' : 'issuer',
    shared: false,
  }
  if (!all) return { ...words, breadth: undefined }
  return { ...words, breadth: attributeCondition === null ? 'whole' : unknown('unsupported') }
}
