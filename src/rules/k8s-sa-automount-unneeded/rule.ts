import { k8sAccountFacts, k8sWorkloadFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { isBound } from '../../analysis/effective/kubernetes-rbac/index.ts'
import { workloadsOf } from '../../analysis/effective/kubernetes-usage.ts'
import { counted } from '../../analysis/time.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { isProviders, k8sControls } from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'k8s-sa-automount-unneeded',
  title: 'Token of a service account without rights lies in pods',
  severity: 'low',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.workloads'],
  messages: {
    mounted: '{name} holds no role, and its token lies in the pods of {workloads}: {names}.',
  },
  frameworks: k8sControls('secret-leakage', { 'owasp-nhi-2025': ['NHI2:2025', 'NHI4:2025'] }),
  remediation: ({ name }) => [
    {
      text: 'Mount no token unless a pod says that it needs one.',
      command: `kubectl patch serviceaccount ${word(name.split('/').at(-1) ?? name)} --namespace=${word(name.split('/')[0] ?? '')} --type=merge --patch '{"automountServiceAccountToken":false}'`,
    },
    { text: 'A pod that is to have it all the same says automountServiceAccountToken: true itself.' },
  ],
  check(account, { view }) {
    const { namespace, account: name, managedBy } = k8sAccountFacts(account)
    if (isProviders(managedBy) || namespace.startsWith('kube-')) return undefined
    const workloads = workloadsOf(view, account)
    if (workloads.length === 0) return undefined
    if (isBound(view, { kind: 'account', namespace, name })) return pass
    const mounting = workloads.filter((workload) => mounts(workload, account))
    if (mounting.length === 0) return pass
    const unread = view.gap('kubernetes.bindings')
    if (unread !== undefined)
      return unknownBecause(unread.reason, unread.permission === undefined ? [] : [unread.permission])
    return fail('mounted', {
      values: {
        name: account.name,
        workloads: counted(mounting.length, 'workload'),
        names: enumerated(mounting.map((each) => each.name)),
      },
      evidence: [
        { source: 'list serviceaccounts', detail: `${account.name} automountServiceAccountToken` },
        ...mounting.slice(0, 8).map(({ nativeId }) => ({ source: 'list pods', detail: nativeId })),
      ],
      related: mounting.map(({ id }) => id).slice(0, 20),
      data: { workloads: mounting.map(({ nativeId }) => nativeId) },
    })
  },
})

/** Whoever writes `true` into a pod, or projects a token, meant it. */
function mounts(workload: Resource, account: Identity): boolean {
  const { automount, tokens } = k8sWorkloadFacts(workload)
  if (tokens.some(({ audience }) => audience === null) || automount !== null) return false
  return k8sAccountFacts(account).automount !== false
}
