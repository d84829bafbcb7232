import type { Way } from '../../analysis/effective/kubernetes-reach/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { endWays, deedWords, pathBy, pathData, pathWords, permitsOf, waysIn } from '../shared/kubernetes-abilities.ts'
import { isJudgedAdmin, judgedGrants, k8sControls, permitEvidence, unreadRoles } from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'k8s-sa-control-plane-verbs',
  title: 'Service account changes what the cluster works by',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: [
    'kubernetes.service-accounts',
    'kubernetes.bindings',
    'kubernetes.roles',
    'kubernetes.workloads',
    'kubernetes.cluster',
  ],
  messages: {
    changes: '{name} {does}: it may {deeds}.{path}',
  },
  frameworks: k8sControls('over-privilege', { 'mitre-attack-19.1': ['T1609', 'T1098.006', 'T1611'] }),
  remediation: () => [take],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0 || isJudgedAdmin(grants)) return undefined
    const ways = waysIn(view, account, grants, 'control-plane')
    if (ways.length === 0) return unreadRoles(view, grants) ?? pass
    const path = pathBy(view, account, ways)
    return fail('changes', {
      values: { name: account.name, does: doesWords(ways), deeds: deedWords(ways), path: pathWords(path) },
      // What is hung on something that nobody can read in the cluster.
      confidence: ways.some(({ verdict }) => verdict === 'proven') ? 'proven' : 'possible',
      evidence: permitEvidence(permitsOf(ways)),
      data: pathData(path, ways),
      remediation: [take, ...endWays(ways, path, account)],
    })
  },
})

const take = {
  text: 'Take the rule from its role, or hold it to the objects that it needs (resourceNames). To read metrics of nodes, nodes/metrics and nodes/stats do in place of nodes/proxy.',
}

function doesWords(ways: readonly Way[]): string {
  return enumerated(ways.map(({ held }) => held.ability.does))
}
