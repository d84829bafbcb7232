import { allowPolicyFacts } from '../../analysis/effective/gcp-facts.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Unknown } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { bindingEvidence, hasEnded, placeWords, removeGrant } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { gainedBy } from '../shared/gcp-gains.ts'
import type { Gain } from '../shared/gcp-gains.ts'
import { setsIn } from '../shared/gcp-pool-sets.ts'
import type { PoolSet } from '../shared/gcp-pool-sets.ts'
import { providerPermission } from '../shared/gcp-pools.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-wif-principalset-wildcard',
  title: 'Privileged role is open to more of a workload identity pool than one repository',
  severity: 'high',
  provider: 'gcp',
  subject: 'resource',
  kinds: ['iam-policy'],
  reads: [
    'gcp.allow-policies',
    'gcp.hierarchy',
    'gcp.workload-pools',
    'gcp.service-accounts',
    'gcp.roles',
    'gcp.groups',
  ],
  messages: {
    open: '{sets} may {gain}: whatever {issuer} signs for gets in, of whichever {tenant}.',
    whole: '{sets} may {gain}: all of the {tenant} at {issuer} gets in.',
  },
  frameworks: gcpControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025', 'NHI5:2025'] }),
  remediation: () => [narrow],
  check(policy, { view, now }) {
    const { resource, bindings } = allowPolicyFacts(policy)
    const sets = bindings.filter((each) => !hasEnded(each, now)).flatMap((binding) => setsIn(binding, view))
    if (sets.length === 0) return undefined
    const { wide, unread } = judge(sets, resource, { view, now })
    const [first] = wide
    if (first === undefined) return unread === undefined ? pass : unknownBecause(unread.unknown, [providerPermission])
    const { breadth, gain } = first
    return fail(breadth, {
      values: {
        sets: enumerated(wide.map(({ set }) => set.words)),
        gain: gain.words,
        issuer: first.set.issuer,
        tenant: first.set.tenant,
      },
      ...(breadth === 'open' && first.set.shared ? { severity: 'critical' } : {}),
      confidence: wide.some((each) => each.set.condition === null && each.gain.sure) ? 'proven' : 'possible',
      evidence: wide.slice(0, 12).map(({ set }) => {
        const { source, detail } = bindingEvidence(resource, set.role)
        return { source, detail: `${detail} > ${set.member}` }
      }),
      related: accountOf(resource, view),
      data: { members: wide.map(({ set }) => set.member).toSorted(), breadth },
      remediation: [narrow, ...wide.slice(0, 10).map(({ set }) => removal(resource, set))],
    })
  },
})

const narrow = {
  text: 'Bind the attribute of one repository, or a subject with its environment; map the attribute in the provider first.',
  command:
    'gcloud iam service-accounts add-iam-policy-binding "$ACCOUNT" --role=roles/iam.workloadIdentityUser --member="principalSet://iam.googleapis.com/$POOL/attribute.repository_id/$REPOSITORY_ID"',
}

interface Wide {
  readonly set: PoolSet
  readonly breadth: 'open' | 'whole'
  readonly gain: Gain
}

interface Judged {
  /** The widest first. */
  readonly wide: readonly Wide[]
  /** Why one more may be among them. */
  readonly unread: Unknown | undefined
}

function judge(sets: readonly PoolSet[], resource: string, look: Parameters<typeof gainedBy>[2]): Judged {
  const wide: Wide[] = []
  let unread: Unknown | undefined
  for (const set of sets) {
    const { breadth } = set
    if (breadth === undefined) continue
    const gain = gainedBy(set.role, resource, look)
    if (gain === null) continue
    if (isUnknown(gain)) unread ??= gain
    else if (isUnknown(breadth)) unread ??= breadth
    else wide.push({ set, breadth, gain })
  }
  return { wide: wide.toSorted((a, b) => rank(a) - rank(b) || Number(b.gain.sure) - Number(a.gain.sure)), unread }
}

function rank({ breadth }: Wide): number {
  return breadth === 'open' ? 0 : 1
}

function removal(resource: string, { member, role, condition }: PoolSet) {
  return removeGrant({ resource, role, condition, place: placeWords(resource) }, member)
}

function accountOf(resource: string, view: View): readonly string[] {
  const [, email] = /\/serviceAccounts\/(.+)$/.exec(resource) ?? []
  const account = email === undefined ? undefined : worldOf(view).account(email)
  return account === undefined ? [] : [account.id]
}
