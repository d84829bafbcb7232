/** Code that runs as somebody else. https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation */
import type { Ability } from './types.ts'
import { apps, batch, core } from './types.ts'

const creation = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/#workload-creation'
export const makers = [
  core('pods'),
  core('replicationcontrollers'),
  apps('deployments'),
  apps('daemonsets'),
  apps('statefulsets'),
  apps('replicasets'),
  batch('jobs'),
  batch('cronjobs'),
]
/** Of a pod nothing but its image can be changed; of what makes pods, as whom they run as well. */
const changeable = makers.filter(({ resource }) => resource !== 'pods' && resource !== 'jobs')
const change = ['update', 'patch']

export const workloads: readonly Ability[] = [
  {
    id: 'k8s-create-pods',
    family: 'workloads',
    does: 'makes pods that run as any service account',
    takes: [{ verbs: ['create'], on: makers }],
    gives: { kind: 'accounts', which: 'any' },
    source: creation,
  },
  {
    id: 'k8s-change-workloads',
    family: 'workloads',
    does: 'changes as whom workloads run',
    takes: [{ verbs: change, on: changeable }],
    gives: { kind: 'accounts', which: 'any' },
    source: creation,
  },
  {
    id: 'k8s-change-pods',
    family: 'workloads',
    does: 'changes the image of pods that run',
    takes: [{ verbs: change, on: [core('pods')] }],
    gives: { kind: 'accounts', which: 'running' },
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/#pod-update-and-replacement',
  },
  {
    id: 'k8s-exec',
    family: 'workloads',
    // By WebSocket a GET opens the same stream, up to Kubernetes 1.34: https://github.com/kubernetes/kubernetes/pull/134577
    does: 'runs commands in pods',
    takes: [{ verbs: ['create', 'get'], until: { get: 35 }, on: [core('pods/exec'), core('pods/attach')] }],
    gives: { kind: 'accounts', which: 'running' },
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources',
  },
  {
    id: 'k8s-ephemeral-containers',
    family: 'workloads',
    does: 'adds containers to pods that run',
    takes: [{ verbs: change, on: [core('pods/ephemeralcontainers')] }],
    gives: { kind: 'accounts', which: 'running' },
    source: 'https://kubernetes.io/docs/concepts/workloads/pods/ephemeral-containers/',
  },
  {
    id: 'k8s-node-escape',
    family: 'workloads',
    does: 'makes pods that get out onto their node',
    takes: [{ verbs: ['create'], on: makers }],
    gives: { kind: 'node' },
    conditions: ['No admission policy of the cluster refuses pods that get out of their container'],
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  },
  {
    id: 'k8s-change-node-escape',
    family: 'workloads',
    does: 'changes workloads so that they get out onto their node',
    takes: [{ verbs: change, on: changeable }],
    gives: { kind: 'node' },
    conditions: ['No admission policy of the cluster refuses pods that get out of their container'],
    source: 'https://kubernetes.io/docs/concepts/security/pod-security-standards/',
  },
]
