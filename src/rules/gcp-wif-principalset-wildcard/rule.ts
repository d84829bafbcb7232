import { allowPolicyFacts } from '../../analysis/effective/gcp-facts.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { bindingEvidence, placeWords, removeGrant } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { gainedBy } from '../shared/gcp-gains.ts'
import { setsIn } from '../shared/gcp-pool-sets.ts'
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
  check(policy, { view }) {
    const { resource, bindings } = allowPolicyFacts(policy)
    const sets = bindings.flatMap((binding) => setsIn(binding, view))
    if (sets.length === 0) return undefined
    const wide = sets.filter(({ breadth }) => breadth === 'open' || breadth === 'whole')
    const unclear = sets.find(({ breadth }) => isUnknown(breadth))
    const judged = [...wide, ...(unclear ? [unclear] : [])].map((set) => ({
      set,
      gain: gainedBy(set.role, resource, view),
    }))
    const found = judged.filter(({ set, gain }) => typeof gain === 'string' && !isUnknown(set.breadth))
    const [first] = found.toSorted((a, b) => order(a.set.breadth) - order(b.set.breadth))
    if (first === undefined) {
      const unread = judged
        .map(({ gain, set }) => (isUnknown(gain) ? gain : gain === null ? null : set.breadth))
        .find(isUnknown)
      return unread === undefined ? pass : unknownBecause(becauseOf(unread), [providerPermission])
    }
    const open = first.set.breadth === 'open'
    return fail(open ? 'open' : 'whole', {
      values: {
        sets: enumerated(found.map(({ set }) => set.words)),
        gain: String(first.gain),
        issuer: first.set.issuer,
        tenant: first.set.tenant,
      },
      ...(open && first.set.shared ? { severity: 'critical' } : {}),
      confidence: found.some(({ set }) => set.condition === null) ? 'proven' : 'possible',
      evidence: found.slice(0, 12).map(({ set }) => {
        const { source, detail } = bindingEvidence(resource, set.role)
        return { source, detail: `${detail} > ${set.member}` }
      }),
      related: relatedAccount(resource, view),
      data: { members: found.map(({ set }) => set.member).toSorted(), breadth: open ? 'open' : 'whole' },
      remediation: [
        narrow,
        ...found
          .slice(0, 10)
          .map(({ set: { member, role, condition } }) =>
            removeGrant({ resource, role, condition, place: placeWords(resource) }, member),
          ),
      ],
    })
  },
})

const narrow = {
  text: 'Bind the attribute of one repository, or a subject with its environment; map the attribute in the provider first.',
  command:
    'gcloud iam service-accounts add-iam-policy-binding "$ACCOUNT" --role=roles/iam.workloadIdentityUser --member="principalSet://iam.googleapis.com/$POOL/attribute.repository_id/$REPOSITORY_ID"',
}

function order(breadth: unknown): number {
  return breadth === 'open' ? 0 : 1
}

function relatedAccount(resource: string, view: Parameters<typeof worldOf>[0]): readonly string[] {
  const [, email] = /\/serviceAccounts\/(.+)$/.exec(resource) ?? []
  const account = email === undefined ? undefined : worldOf(view).account(email)
  return account === undefined ? [] : [account.id]
}
