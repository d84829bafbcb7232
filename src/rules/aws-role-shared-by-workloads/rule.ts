import { z } from 'zod'
import { kubernetesSubject } from '../../analysis/effective/aws-oidc-issuers.ts'
import { oidcTrusts } from '../../analysis/effective/aws-oidc.ts'
import type { Trust } from '../../analysis/effective/aws-trust.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { environmentOf, isAgent, workloadKey, workloadsOf } from '../../analysis/effective/aws-workloads.ts'
import type { Confidence, Evidence, Identity, Resource } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-role-shared-by-workloads',
  title: 'Role is shared by many workloads',
  severity: 'medium',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  reads: ['aws.identities', 'aws.workloads'],
  options: z.strictObject({
    maxWorkloads: z
      .int()
      .positive()
      .default(5)
      .describe('Distinct workloads that may share a role; a small service often has a handful of functions.'),
  }),
  messages: {
    many: 'Role {role} is used by {count} workloads: {workloads}.',
    environments: 'Role {role} is used in production and outside it: {workloads}.',
    agents: 'Role {role} is shared by {count} AI agents: {workloads}.',
  },
  frameworks: controls('shared-identity', { 'owasp-nhi-2025': ['NHI9:2025', 'NHI8:2025'] }),
  remediation: (role) => [
    { text: `Make a role for each workload with the part of ${role.name}'s permissions that it needs.` },
    { text: 'Move the workloads over one by one, then take what is left over away from the shared role.' },
  ],
  check(role, { view, options }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    const resources = workloadsOf(role, view)
    const distinct = distinctWorkloads(resources)
    const pods = isUnknown(trusts) ? [] : serviceAccounts(trusts)
    if (resources.length === 0 && pods.length === 0 && !mayServeWorkloads(trusts)) return undefined
    const names = [...distinct.map((each) => each.name), ...pods]
    const findings = { role, resources, names, pods }
    const agents = distinct.filter(isAgent)
    if (agents.length > 1) return shared('agents', { ...findings, names: agents.map((agent) => agent.name) })
    const environments = resources.map(environmentOf)
    const both = (by: readonly string[]): boolean =>
      ['production', 'other'].every((name) => environments.some((each) => each?.name === name && by.includes(each.by)))
    if (both(['tag', 'name'])) {
      return shared('environments', { ...findings, confidence: both(['tag']) ? 'proven' : 'possible' })
    }
    if (names.length > options.maxWorkloads) return shared('many', findings)
    return isUnknown(trusts) ? unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails']) : pass
  },
})

interface Sharing {
  readonly role: Identity
  readonly resources: readonly Resource[]
  readonly names: readonly string[]
  readonly pods: readonly string[]
  readonly confidence?: Confidence
}

function shared(message: 'many' | 'environments' | 'agents', { role, resources, names, pods, confidence }: Sharing) {
  return fail(message, {
    values: { role: role.name, count: names.length, workloads: enumerated(names, 5) },
    ...(message === 'many' ? {} : { severity: 'high' as const }),
    ...(confidence ? { confidence } : {}),
    evidence: [...resources.map(runsWith), ...(pods.length > 0 ? trustEvidence(['subjects']) : [])],
    related: resources.map((resource) => resource.id),
    data: { workloads: [...names].toSorted(), count: names.length },
  })
}

function runsWith({ kind, nativeId }: Resource): Evidence {
  return { source: kind, detail: `${nativeId} runs with the role` }
}

/** One resource for each workload, however many replicas and revisions it has. */
function distinctWorkloads(resources: readonly Resource[]): readonly Resource[] {
  return [...new Map(resources.toReversed().map((resource) => [workloadKey(resource), resource])).values()].toReversed()
}

/** Service accounts of clusters that may take the role by its trust policy: each is a workload. */
function serviceAccounts(trusts: readonly Trust[]): readonly string[] {
  const subjects = oidcTrusts(trusts).flatMap((trust) => trust.subjects)
  return [...new Set(subjects.filter((subject) => kubernetesSubject.test(subject) && !/[*?]/.test(subject)))]
    .map((subject) => subject.replace('system:serviceaccount:', ''))
    .toSorted()
}

/** A role that no service and no cluster may take has no workloads to be looked for. */
function mayServeWorkloads(trusts: ReturnType<typeof trustsOf>): boolean {
  return isUnknown(trusts) || trusts.some((trust) => trust.principal.type === 'service')
}
