import { defineRule, fail, pass } from '../contract.ts'
import {
  endWays,
  deedWords,
  pathBy,
  pathData,
  pathWords,
  permitsOf,
  waysIn,
  whereWords,
} from '../shared/kubernetes-abilities.ts'
import { isJudgedAdmin, judgedGrants, k8sControls, permitEvidence, unreadRoles } from '../shared/kubernetes-grants.ts'

export const rule = defineRule({
  id: 'k8s-sa-escalate-bind-impersonate',
  title: 'Service account gives itself rights, or acts as others',
  severity: 'critical',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  messages: {
    cluster: '{name} makes itself an administrator of the cluster: it may {deeds}.',
    accounts: '{name} becomes other service accounts {where}: it may {deeds}.{path}',
  },
  frameworks: k8sControls('over-privilege', { 'mitre-attack-19.1': ['T1098.006', 'T1548', 'T1134'] }),
  remediation: () => [take],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0 || isJudgedAdmin(grants)) return undefined
    const ways = waysIn(view, account, grants, 'escalation')
    if (ways.length === 0) return unreadRoles(view, grants) ?? pass
    const direct = ways.filter(({ to }) => to === 'cluster')
    const told = direct.length > 0 ? direct : ways
    const path = pathBy(view, account, told)
    return fail(direct.length > 0 ? 'cluster' : 'accounts', {
      values: { name: account.name, deeds: deedWords(told), where: whereWords(told), path: pathWords(path) },
      severity: direct.length > 0 || path !== undefined ? 'critical' : 'high',
      evidence: permitEvidence(permitsOf(told)),
      data: pathData(path, ways),
      remediation: [take, ...endWays(told, path, account)],
    })
  },
})

const take = {
  text: 'Take escalate, bind and impersonate from its role; what gives roles away for others needs bind for those roles alone (resourceNames).',
}
