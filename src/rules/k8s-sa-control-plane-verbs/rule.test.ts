import { accountScope } from '../../../test/support/aws-records.ts'
import { workload } from '../../../test/support/aws-resources.ts'
import { k8sIssuer } from '../../../test/support/kubernetes-place.ts'
import {
  k8sAccount,
  k8sBinding,
  k8sCluster,
  k8sGap,
  k8sGrant,
  k8sToken,
} from '../../../test/support/kubernetes-records.ts'
import { k8sJanitor } from '../../../test/support/kubernetes-worlds.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const holding = (rules: readonly string[], more: Parameters<typeof k8sGrant>[0] = {}) => [
  k8sAccount(),
  k8sGrant({ rules, ...more }),
]
const approves = [
  'create certificatesigningrequests.certificates.k8s.io',
  'update certificatesigningrequests/approval.certificates.k8s.io',
  'approve signers.certificates.k8s.io named kubernetes.io/kube-apiserver-client',
]
const elsewhere = k8sCluster({ platform: null, version: 'v1.34.1' })

const awsAuth = holding(['patch configmaps named aws-auth'], { in: 'kube-system' })
/** The cluster as AWS tells of it. */
const onEks = (authenticationMode: string | null) => [
  k8sCluster(),
  workload({ kind: 'eks:cluster', name: 'acme-prod', facts: { oidcIssuer: k8sIssuer, authenticationMode } }),
]

testRule(rule, {
  fail: [
    {
      name: 'commands over the kubelet, which reading is enough for',
      records: [...holding(['get nodes/proxy']), ...k8sJanitor],
      message:
        'shop/api runs commands in every pod over the kubelet: it may get nodes/proxy. It gets to ops/janitor so.',
      severity: 'high',
      confidence: 'proven',
      data: { abilities: ['k8s-node-proxy'] },
    },
    {
      name: 'webhooks that change what is written',
      records: [...holding(['create mutatingwebhookconfigurations.admissionregistration.k8s.io']), ...k8sJanitor],
      message:
        'shop/api changes what others write: it may create mutatingwebhookconfigurations.admissionregistration.k8s.io. It gets to cluster-admin so, if nothing else stops it.',
      confidence: 'possible',
    },
    {
      name: 'certificates for whoever',
      records: [...holding(approves), elsewhere],
      data: { abilities: ['k8s-approve-certificate'] },
    },
    {
      name: 'volumes of folders of nodes',
      records: [...holding(['create persistentvolumes,pods']), ...k8sJanitor],
      data: { abilities: ['k8s-persistent-volume'] },
    },
    {
      name: 'which roles of AWS administer the cluster',
      records: [...holding(['patch configmaps named aws-auth'], { in: 'kube-system' }), k8sCluster()],
      data: { abilities: ['k8s-aws-auth'] },
      remediation: 'kubectl delete rolebinding worker --namespace=kube-system',
      confidence: 'possible',
    },
    {
      name: 'and AWS tells that the config map counts',
      scopes: [accountScope()],
      records: [...awsAuth, ...onEks('API_AND_CONFIG_MAP')],
      data: { abilities: ['k8s-aws-auth'] },
      confidence: 'proven',
    },
    {
      name: 'nobody at AWS told whether it counts',
      scopes: [accountScope()],
      records: [...awsAuth, ...onEks(null)],
      confidence: 'possible',
    },
    {
      name: 'webhooks that see tokens as they are written into Secrets',
      records: [
        ...holding(['update validatingwebhookconfigurations.admissionregistration.k8s.io named audit']),
        ...k8sJanitor,
        k8sToken({ name: 'ops/janitor-token', account: 'janitor' }),
      ],
      message:
        'shop/api looks at what others write: it may update validatingwebhookconfigurations.admissionregistration.k8s.io. It gets to ops/janitor so, if nothing else stops it.',
      confidence: 'possible',
    },
  ],
  pass: [
    {
      name: 'webhooks are only looked at',
      records: [
        ...holding([
          'get mutatingwebhookconfigurations.admissionregistration.k8s.io',
          'list validatingwebhookconfigurations.admissionregistration.k8s.io',
        ]),
        elsewhere,
      ],
    },
    {
      name: 'AWS tells that the config map counts for nothing',
      scopes: [accountScope()],
      records: [...awsAuth, ...onEks('API')],
    },
    {
      name: 'another config map of the control plane',
      records: [...holding(['patch configmaps named coredns'], { in: 'kube-system' }), k8sCluster()],
    },
    {
      name: 'config maps of another namespace',
      records: [...holding(['patch configmaps'], { in: 'shop' }), k8sCluster()],
    },
    { name: 'EKS signs no such certificates', records: [...holding(approves), k8sCluster()] },
    {
      name: 'certificates of kubelets alone',
      records: [
        ...holding([
          ...approves.slice(0, 2),
          'approve signers.certificates.k8s.io named kubernetes.io/kubelet-serving',
        ]),
        elsewhere,
      ],
    },
    {
      name: 'the config map is heeded by EKS alone',
      records: [...holding(['patch configmaps'], { in: 'kube-system' }), elsewhere],
    },
    {
      name: 'nodes by a binding of a namespace',
      records: [...holding(['get nodes/proxy'], { in: 'shop' }), elsewhere],
    },
    { name: 'metrics of nodes', records: [...holding(['get nodes/metrics']), elsewhere] },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
    {
      name: 'nobody told what the cluster is',
      records: [...holding(['patch configmaps'], { in: 'kube-system' }), k8sGap({ step: 'cluster' })],
    },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount()] },
    { name: 'it administers the cluster', records: k8sJanitor },
  ],
})
