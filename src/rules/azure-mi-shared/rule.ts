import { z } from 'zod'
import { environmentOf } from '../../analysis/effective/aws-workloads.ts'
import { workloadFacts } from '../../analysis/effective/azure-facts.ts'
import { federatedFacts, managedIdentityFacts } from '../../analysis/effective/entra-facts.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'azure-mi-shared',
  title: 'Managed identity is shared by many workloads',
  severity: 'medium',
  provider: 'azure',
  subject: 'identity',
  kinds: ['managed-identity'],
  reads: ['azure.service-principals', 'azure.workloads', 'azure.managed-identity-federation'],
  options: z.strictObject({
    maxWorkloads: z
      .int()
      .positive()
      .default(5)
      .describe('Distinct workloads that may share an identity; a small service often has a handful.'),
  }),
  messages: {
    many: 'Managed identity {name} is used by {count} workloads: {workloads}.',
    environments: 'Managed identity {name} is used in production and outside it: {workloads}.',
  },
  frameworks: entraControls('shared-identity', { 'owasp-nhi-2025': ['NHI9:2025', 'NHI8:2025'] }),
  remediation: (identity) => [
    { text: `Make an identity for each workload, with the part of ${identity.name}’s roles that it needs.` },
    { text: 'Assign it beside the shared one, move over, and take the shared one off the workload.' },
  ],
  check(identity, { view, options }) {
    const { assigned, attachedTo } = managedIdentityFacts(identity)
    if (assigned === 'system' || identity.enabled === false) return undefined
    const resources = workloadsOf(identity, view)
    const distinct = new Map(resources.toReversed().map((each) => [workloadKey(each), each]))
    const names = [
      ...[...distinct.values()].toReversed().map(({ name }) => name),
      ...federatedWorkloads(identity, view),
    ]
    const environments = resources.map(environmentOf)
    const both = (by: readonly string[]): boolean =>
      ['production', 'other'].every((name) => environments.some((each) => each?.name === name && by.includes(each.by)))
    const mixed = both(['tag', 'name'])
    if (mixed || names.length > options.maxWorkloads)
      return fail(mixed ? 'environments' : 'many', {
        values: { name: identity.name, count: names.length, workloads: enumerated(names, 5) },
        ...(mixed ? { severity: 'high' as const, confidence: both(['tag']) ? 'proven' : 'possible' } : {}),
        evidence: resources.slice(0, 12).map(({ nativeId }) => ({
          source: 'Azure Resource Graph',
          detail: `${nativeId} identity.userAssignedIdentities`,
        })),
        related: resources.map(({ id }) => id),
        data: { workloads: names.toSorted(), count: names.length },
      })
    if (isUnknown(attachedTo)) return unknownBecause(becauseOf(attachedTo), ['*/read'])
    return names.length === 0 ? undefined : pass
  },
})

function workloadsOf(identity: Identity, view: View): readonly Resource[] {
  return view
    .edgesTo(identity.id, 'runs-as')
    .map(({ from }) => view.resource(from))
    .filter((resource) => resource !== undefined)
    .filter(({ kind }) => kind === 'workload')
}

/** Slots of an app are the app, and machines that are counted through are one. */
function workloadKey(workload: Resource): string {
  const { resourceId } = workloadFacts(workload)
  return resourceId.replace(/\/slots\/[^/]+$/, '').replace(/[-_]?\d+$/, '')
}

/** What signs in as it with tokens of its own: a service account of a cluster, a repository. */
function federatedWorkloads(identity: Identity, view: View): readonly string[] {
  const subjects = view.edgesTo(identity.id, 'authenticates').flatMap(({ from }) => {
    const credential = view.credential(from)
    if (credential?.kind !== 'federated') return []
    const { subject } = federatedFacts(credential)
    return isKnown(subject) ? [subject] : []
  })
  return [...new Set(subjects.map(workloadOf))].toSorted()
}

function workloadOf(subject: string): string {
  const [, account] = /^system:serviceaccount:(.+)$/.exec(subject) ?? []
  const [, repository] = /^repo:([^:]+):/.exec(subject) ?? []
  return account ?? repository ?? subject
}
