import {
  k8sAccount,
  k8sBinding,
  k8sGap,
  k8sGrant,
  k8sNamespace,
  k8sWorkload,
} from '../../../test/support/kubernetes-records.ts'
import { k8sJanitor } from '../../../test/support/kubernetes-worlds.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const holding = (rules: readonly string[], more: Parameters<typeof k8sGrant>[0] = {}) => [
  k8sAccount(),
  k8sGrant({ rules, ...more }),
]
const guarded = k8sNamespace({ podSecurity: 'restricted' })

testRule(rule, {
  fail: [
    {
      name: 'makes pods everywhere',
      records: [...holding(['create pods']), ...k8sJanitor],
      message:
        'shop/api may create pods in every namespace, and so run code as service accounts there. It gets to ops/janitor so.',
      severity: 'high',
      confidence: 'proven',
      data: { abilities: ['k8s-create-pods', 'k8s-node-escape'] },
    },
    {
      name: 'changes as whom workloads of another namespace run',
      records: [...holding(['patch deployments.apps'], { in: 'lab' }), ...k8sJanitor],
      severity: 'high',
      data: { abilities: ['k8s-change-node-escape', 'k8s-change-workloads'] },
    },
    {
      name: 'runs commands where an administrator runs',
      records: [...holding(['create pods/exec'], { in: 'ops' }), ...k8sJanitor],
      message:
        'shop/api may create pods/exec in the namespace ops, and so run code as service accounts there. It gets to ops/janitor so.',
      remediation: 'Take create pods/exec from the role ops/worker, or shop/api from the binding ops/worker.',
    },
    {
      name: 'makes jobs in its own namespace, and nothing holds them back',
      records: [...holding(['create jobs.batch'], { in: 'shop' }), k8sNamespace(), ...k8sJanitor],
      message:
        'shop/api may create jobs.batch in the namespace shop, and so run code as service accounts there. It gets to ops/janitor so, if nothing else stops it.',
      severity: 'medium',
    },
    {
      name: 'the same, under Pod Security, whose label it may take away',
      records: [...holding(['create jobs.batch', 'patch namespaces'], { in: 'shop' }), guarded, ...k8sJanitor],
      severity: 'medium',
    },
    {
      name: 'the same, under Pod Security',
      records: [...holding(['create jobs.batch'], { in: 'shop' }), guarded, ...k8sJanitor],
      severity: 'low',
      data: { paths: [] },
    },
    {
      name: 'changes what runs in its own namespace, and nothing holds it back',
      records: [...holding(['patch deployments.apps'], { in: 'shop' }), k8sNamespace(), ...k8sJanitor],
      severity: 'medium',
    },
    {
      name: 'a way that leads as far as another one of the account',
      records: [
        k8sAccount({ name: 'ops/deployer' }),
        k8sGrant({ to: 'ops/deployer', in: 'ops', rules: ['create pods', 'create serviceaccounts/token'] }),
        ...k8sJanitor,
      ],
      message:
        'ops/deployer may create pods in the namespace ops, and so run code as service accounts there. It gets to ops/janitor so.',
      severity: 'high',
    },
    {
      name: 'adds containers to pods',
      records: holding(['patch pods/ephemeralcontainers'], { in: 'shop' }),
      data: { abilities: ['k8s-ephemeral-containers'] },
    },
    {
      name: 'commands in pods of an administrator that get no token of it',
      records: [
        ...holding(['create pods/exec'], { in: 'lab' }),
        k8sAccount({ name: 'lab/boss', automount: false }),
        k8sWorkload({ name: 'lab/boss', account: 'boss' }),
        k8sBinding({ name: 'boss', role: 'cluster-admin', to: 'lab/boss' }),
        ...k8sJanitor,
      ],
      data: { paths: [] },
    },
  ],
  pass: [
    { name: 'it restarts nothing, and reads all', records: holding(['get,list,watch pods,pods/log']) },
    { name: 'it scales', records: holding(['patch deployments/scale.apps']) },
    {
      name: 'single deployments, in a rule for making, which Kubernetes never takes',
      records: holding(['create pods named x']),
    },
  ],
  unknown: [
    { name: 'what its role allows was not read', records: [k8sAccount(), k8sBinding(), k8sGap({ step: 'roles' })] },
    { name: 'some bindings were not read', records: [...holding(['list pods']), k8sGap({ step: 'bindings' })] },
  ],
  notApplicable: [
    { name: 'nothing is bound to it', records: [k8sAccount()] },
    { name: 'it administers the cluster', records: k8sJanitor },
  ],
})
