import { defineRule, fail, pass } from '../contract.ts'
import {
  endWays,
  deedWords,
  extentOf,
  pathBy,
  pathData,
  pathWords,
  permitsOf,
  waysIn,
  whereWords,
} from '../shared/kubernetes-abilities.ts'
import { isJudgedAdmin, judgedGrants, k8sControls, permitEvidence, unreadRoles } from '../shared/kubernetes-grants.ts'

export const rule = defineRule({
  id: 'k8s-sa-workload-create-exec',
  title: 'Service account runs code as others',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  messages: {
    runs: '{name} may {deeds} {where}, and so run code as service accounts there.{path}',
  },
  frameworks: k8sControls('over-privilege', { 'mitre-attack-19.1': ['T1609', 'T1610', 'T1611'] }),
  remediation: () => [narrow],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0 || isJudgedAdmin(grants)) return undefined
    const ways = waysIn(view, account, grants, 'workloads')
    if (ways.length === 0) return unreadRoles(view, grants) ?? pass
    const path = pathBy(view, account, ways)
    const wide = extentOf(ways, account) !== 'own'
    return fail('runs', {
      values: { name: account.name, deeds: deedWords(ways), where: whereWords(ways), path: pathWords(path) },
      severity: path?.verdict === 'proven' || wide ? 'high' : path === undefined ? 'low' : 'medium',
      evidence: permitEvidence(permitsOf(ways)),
      data: pathData(path, ways),
      remediation: [narrow, ...endWays(ways, path, account)],
    })
  },
})

const narrow = {
  text: 'Bind the role in the namespaces whose workloads it deploys, and have no stronger account in those; enforce Pod Security there, so that its pods stay in their containers.',
  command: 'kubectl label namespace "$NAMESPACE" pod-security.kubernetes.io/enforce=restricted',
}
