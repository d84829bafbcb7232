import { z } from 'zod'
import { k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { applicationsOf, workloadsOf } from '../../analysis/effective/kubernetes-usage.ts'
import { counted } from '../../analysis/time.ts'
import type { Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { defineRule, fail, pass } from '../contract.ts'
import {
  grantEvidence,
  grantWords,
  isProviders,
  judgedGrants,
  k8sControls,
  readGrants,
  unreadRoles,
} from '../shared/kubernetes-grants.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'k8s-sa-shared',
  title: 'Several applications share a service account',
  severity: 'medium',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.bindings', 'kubernetes.roles', 'kubernetes.workloads'],
  options: z.strictObject({
    maxApplications: z.int().min(1).default(1).describe('Applications that may run as one account.'),
  }),
  messages: {
    shared: '{count} run as {name}, and all of them hold {roles}: {applications}.',
  },
  frameworks: k8sControls('shared-identity'),
  remediation: () => [
    {
      text: 'Make an account for each application, with the part of the role that it uses.',
      command: 'kubectl create serviceaccount "$APPLICATION" --namespace="$NAMESPACE"',
    },
  ],
  check(account, { view, options }) {
    const { account: name, managedBy } = k8sAccountFacts(account)
    // Of the default one another rule tells.
    if (name === 'default' || isProviders(managedBy)) return undefined
    const workloads = workloadsOf(view, account)
    if (workloads.length === 0) return undefined
    const applications = applicationsOf(workloads)
    if (applications.length <= options.maxApplications) return pass
    const bound = judgedGrants(view, account)
    const grants = readGrants(bound)
    const clouds = cloudsOf(account)
    // What gives nothing can be shared.
    if (grants.length === 0 && clouds.length === 0) return unreadRoles(view, bound) ?? pass
    return fail('shared', {
      values: {
        count: counted(applications.length, 'application'),
        name: account.name,
        roles: enumerated([...grants.map(grantWords), ...clouds]),
        applications: enumerated(applications, 5),
      },
      evidence: [
        ...workloads
          .slice(0, 8)
          .map(({ nativeId }) => ({ source: 'list pods', detail: `${nativeId} serviceAccountName` })),
        ...grantEvidence(grants).slice(0, 4),
      ],
      related: workloads.map(({ id }) => id).slice(0, 20),
      data: { applications, workloads: workloads.map(({ nativeId }) => nativeId), level: 'configured' },
    })
  },
})

function cloudsOf(account: Identity): readonly string[] {
  const { awsRoleArn, gcpServiceAccount, azureClientId } = k8sAccountFacts(account).cloud
  return [awsRoleArn, gcpServiceAccount, azureClientId].flatMap((id) => (isKnown(id) ? [id] : []))
}
