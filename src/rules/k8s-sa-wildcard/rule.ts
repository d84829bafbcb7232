import { permitWords } from '../../analysis/effective/kubernetes-rbac/index.ts'
import type { Grant } from '../../analysis/effective/kubernetes-rbac/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import {
  grantWords,
  isJudgedAdmin,
  judgedGrants,
  k8sControls,
  permitEvidence,
  removeGrants,
  unreadRoles,
} from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'k8s-sa-wildcard',
  title: 'Service account holds rules of wildcards',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles'],
  messages: {
    writes: '{name} may {what} {where}, and with it whatever is added there later: {grant}.',
    reads: '{name} may read {what} {where}, Secrets among it: {grant}.',
  },
  frameworks: k8sControls('over-privilege'),
  remediation: () => [spellOut],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0 || isJudgedAdmin(grants)) return undefined
    const found = grants.flatMap(wildcardsIn).toSorted(worst)
    const [first] = found
    if (first === undefined) return unreadRoles(view, grants) ?? pass
    const { grant, writes, what } = first
    return fail(writes ? 'writes' : 'reads', {
      values: { name: account.name, what, where: whereOf(grant), grant: grantWords(grant) },
      severity: writes && grant.namespace === null ? 'high' : 'medium',
      evidence: permitEvidence(found.map((each) => each.permit)),
      data: { rules: found.map((each) => `${each.grant.role} rules[${each.permit.index}]`) },
      remediation: [spellOut, ...removeGrants([...new Set(found.map((each) => each.grant))], account)],
    })
  },
})

const spellOut = {
  text: 'Write the verbs and resources out that it uses, in a role of its own.',
  command: 'kubectl auth can-i --list --as="$SERVICE_ACCOUNT"',
}

/** The widest first. An operator may do as it likes with kinds that it brought along: what a star covers there is its own. */
const builtIn = [
  '*',
  '',
  'apps',
  'batch',
  'rbac.authorization.k8s.io',
  'admissionregistration.k8s.io',
  'apiextensions.k8s.io',
  'certificates.k8s.io',
  'networking.k8s.io',
  'policy',
  'storage.k8s.io',
]
const reading = new Set(['get', 'list', 'watch'])

interface Wildcard {
  readonly grant: Grant
  readonly writes: boolean
  readonly what: string
  readonly permit: Parameters<typeof permitEvidence>[0][number]
}

function wildcardsIn(grant: Grant): readonly Wildcard[] {
  return grant.rules.flatMap((each, index): readonly Wildcard[] => {
    const { verbs, apiGroups, resources, resourceNames } = each
    const group = builtIn.find((name) => apiGroups.includes(name))
    if (group === undefined || !resources.includes('*') || resourceNames.length > 0) return []
    const target = { group, resource: '*' }
    const writes = verbs.some((verb) => !reading.has(verb))
    // Whoever reads everything of a group without Secrets reads nothing secret.
    if (!writes && group !== '*' && group !== '') return []
    const kinds =
      group === '*' ? 'everything' : group === '' ? 'everything of the core group' : `everything of ${group}`
    const verb = verbs.includes('*') ? 'do' : enumerated(verbs.filter((name) => !reading.has(name)))
    const what = !writes ? kinds : verb === 'do' ? `do anything with ${kinds}` : `${verb} ${kinds}`
    return [{ grant, writes, what, permit: { grant, rule: each, index, verb: verbs[0] ?? '', target, names: [] } }]
  })
}

function worst(a: Wildcard, b: Wildcard): number {
  const weight = ({ grant, writes }: Wildcard): number => (writes ? 0 : 2) + (grant.namespace === null ? 0 : 1)
  return weight(a) - weight(b) || (permitWords(a.permit) + a.grant.role < permitWords(b.permit) + b.grant.role ? -1 : 1)
}

function whereOf({ namespace }: Grant): string {
  return namespace === null ? 'in the whole cluster' : `in the namespace ${namespace}`
}
