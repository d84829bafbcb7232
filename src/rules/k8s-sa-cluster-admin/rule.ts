import { accountFor } from '../../analysis/effective/kubernetes-reach/index.ts'
import { adminGrants } from '../../analysis/effective/kubernetes-rbac/index.ts'
import { counted } from '../../analysis/time.ts'
import { defineRule, fail, pass } from '../contract.ts'
import {
  grantEvidence,
  grantWords,
  judgedGrants,
  k8sControls,
  removeGrants,
  unreadRoles,
} from '../shared/kubernetes-grants.ts'

export const rule = defineRule({
  id: 'k8s-sa-cluster-admin',
  title: 'Service account administers the cluster',
  severity: 'critical',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  messages: {
    admin: '{name} ({workloads}) may do everything in the cluster: {grant}.',
    idle: '{name}, which nothing runs as, may do everything in the cluster: {grant}.',
  },
  frameworks: k8sControls('over-privilege', { 'mitre-attack-19.1': ['T1078.004', 'T1098.006', 'T1611'] }),
  remediation: () => [narrow],
  check(account, { view }) {
    const grants = judgedGrants(view, account)
    if (grants.length === 0) return undefined
    const admin = adminGrants(grants)
    const [first] = admin
    if (first === undefined) return unreadRoles(view, grants) ?? pass
    const holders = accountFor(view, account)?.holders ?? []
    return fail(holders.length === 0 ? 'idle' : 'admin', {
      values: { name: account.name, workloads: counted(holders.length, 'workload'), grant: grantWords(first) },
      evidence: grantEvidence(admin),
      related: admin.map(({ binding }) => binding.id),
      data: { bindings: admin.map(({ binding }) => binding.nativeId), workloads: holders.length },
      remediation: [narrow, ...removeGrants(admin, account)],
    })
  },
})

const narrow = {
  text: 'Give it a role with the verbs and resources that it uses, in the namespaces where it uses them. The audit log of the API server names both.',
}
