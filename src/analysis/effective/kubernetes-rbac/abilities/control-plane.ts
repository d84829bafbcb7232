/** What the cluster itself works by. https://kubernetes.io/docs/concepts/security/rbac-good-practices/#kubernetes-rbac-privilege-escalation-risks */
import type { Ability } from './types.ts'
import { core, global } from './types.ts'
import { makers } from './workloads.ts'

const risks = 'https://kubernetes.io/docs/concepts/security/rbac-good-practices/'
const write = ['create', 'update', 'patch']
const admission = (resource: string) => global({ group: 'admissionregistration.k8s.io', resource })
const certificates = (resource: string) => global({ group: 'certificates.k8s.io', resource })

const clientSigner = 'kubernetes.io/kube-apiserver-client'

export const controlPlane: readonly Ability[] = [
  {
    id: 'k8s-node-proxy',
    family: 'control-plane',
    // Reading is enough: by WebSocket the kubelet takes a GET for a command, and writes it into no audit log.
    does: 'runs commands in every pod over the kubelet',
    takes: [{ verbs: ['get', 'create'], on: [global(core('nodes/proxy'))] }],
    gives: { kind: 'accounts', which: 'running' },
    source: `${risks}#access-to-proxy-subresource-of-nodes`,
  },
  {
    id: 'k8s-mutating-webhook',
    family: 'control-plane',
    does: 'changes what others write',
    takes: [{ verbs: write, on: [admission('mutatingwebhookconfigurations')] }],
    gives: { kind: 'cluster' },
    conditions: ['Somebody with more rights writes something while the webhook stands'],
    source: `${risks}#control-admission-webhooks`,
  },
  {
    id: 'k8s-validating-webhook',
    family: 'control-plane',
    does: 'looks at what others write',
    takes: [{ verbs: write, on: [admission('validatingwebhookconfigurations')] }],
    gives: { kind: 'accounts', which: 'token-written' },
    conditions: ['A token of a service account is written into a Secret while the webhook stands'],
    source: `${risks}#control-admission-webhooks`,
  },
  {
    id: 'k8s-mutating-policy',
    family: 'control-plane',
    does: 'changes what others write',
    takes: [
      { verbs: write, on: [admission('mutatingadmissionpolicies')] },
      { verbs: write, on: [admission('mutatingadmissionpolicybindings')] },
    ],
    gives: { kind: 'cluster' },
    conditions: ['Somebody with more rights writes something while the policy stands'],
    source: 'https://kubernetes.io/docs/reference/access-authn-authz/mutating-admission-policy/',
  },
  {
    id: 'k8s-approve-certificate',
    family: 'control-plane',
    does: 'has the cluster sign certificates for whoever it likes',
    takes: [
      { verbs: ['create'], on: [certificates('certificatesigningrequests')] },
      { verbs: ['update', 'patch'], on: [certificates('certificatesigningrequests/approval')] },
      { verbs: ['approve'], on: [certificates('signers')], names: [clientSigner, 'kubernetes.io/*'] },
    ],
    gives: { kind: 'cluster' },
    conditions: ['The control plane signs client certificates (kubernetes.io/kube-apiserver-client)'],
    platform: { not: 'eks' },
    source: `${risks}#csrs-and-certificate-issuing`,
  },
  {
    id: 'k8s-persistent-volume',
    family: 'control-plane',
    does: 'mounts folders of nodes by volumes that it makes',
    takes: [
      { verbs: ['create'], on: [global(core('persistentvolumes'))] },
      { verbs: ['create'], on: makers },
    ],
    gives: { kind: 'node' },
    conditions: ['No admission policy of the cluster refuses volumes of folders of nodes'],
    source: `${risks}#persistent-volume-creation`,
  },
  {
    id: 'k8s-aws-auth',
    family: 'control-plane',
    does: 'says which roles of AWS administer the cluster',
    takes: [{ verbs: ['update', 'patch'], on: [core('configmaps')], names: ['aws-auth'] }],
    namespace: 'kube-system',
    gives: { kind: 'cluster' },
    conditions: ['The cluster still heeds the config map aws-auth'],
    platform: { only: 'eks' },
    settledBy: 'aws-auth',
    source: 'https://docs.aws.amazon.com/eks/latest/userguide/auth-configmap.html',
  },
]
