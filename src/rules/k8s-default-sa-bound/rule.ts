import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { clusterPath } from '../../analysis/effective/kubernetes-reach/index.ts'
import { workloadsOf } from '../../analysis/effective/kubernetes-usage.ts'
import { counted } from '../../analysis/time.ts'
import { defineRule, fail, pass } from '../contract.ts'
import { pathWords } from '../shared/kubernetes-abilities.ts'
import {
  grantEvidence,
  isJudgedAdmin,
  judgedGrants,
  k8sControls,
  readGrants,
  removeGrants,
  grantWords,
  unreadRoles,
} from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'k8s-default-sa-bound',
  title: 'Default service account holds a role',
  severity: 'medium',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  messages: {
    bound: '{name}, which every pod runs as that names no account ({workloads} now), holds {roles}.{path}',
  },
  frameworks: k8sControls('over-privilege', { 'owasp-nhi-2025': ['NHI5:2025', 'NHI9:2025'] }),
  remediation: () => [own],
  check(account, { view }) {
    if (k8sAccountFacts(account).account !== 'default') return undefined
    const bound = judgedGrants(view, account)
    const grants = readGrants(bound)
    if (grants.length === 0) return unreadRoles(view, bound) ?? pass
    const path = clusterPath(view, account)
    const workloads = workloadsOf(view, account)
    return fail('bound', {
      values: {
        name: account.name,
        workloads: counted(workloads.length, 'workload'),
        roles: enumerated(grants.map(grantWords)),
        path: pathWords(path),
      },
      severity: isJudgedAdmin(grants) || path?.verdict === 'proven' ? 'high' : 'medium',
      evidence: grantEvidence(grants),
      related: workloads.map(({ id }) => id).slice(0, 20),
      data: {
        workloads: workloads.map(({ nativeId }) => nativeId),
        roles: grants.map(({ role }) => role),
        paths: path === undefined ? [] : [path],
      },
      remediation: [own, ...removeGrants(grants, account)],
    })
  },
})

const own = {
  text: 'Make an account for each workload that needs the role, name it in the pod (serviceAccountName), and bind the role to that.',
  command: 'kubectl set serviceaccount deployment "$DEPLOYMENT" "$SERVICE_ACCOUNT" --namespace="$NAMESPACE"',
}
