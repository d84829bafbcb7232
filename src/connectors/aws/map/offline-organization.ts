import { z } from 'zod'
import { entityId, isUnknown, type Emission, type Facts } from '../../../model/index.ts'
import type { OrganizationAccountFacts, OrganizationFacts, OrganizationPolicyFacts } from '../../../model/facts/aws.ts'
import { ConfigError } from '../../errors.ts'
import { readJson, where } from './offline-files.ts'
import type { Mapped } from './place.ts'
import { documentOf } from './policy.ts'

const Policy = z.looseObject({ target: z.string(), name: z.string(), document: z.unknown() })
const policies = z
  .array(Policy)
  .nullish()
  .transform((rows) => rows ?? [])
const Organization = z.looseObject({
  id: z.string().startsWith('o-'),
  managementAccountId: z.string().regex(/^\d{12}$/),
  accounts: z.array(
    z.looseObject({
      id: z.string().regex(/^\d{12}$/),
      name: z.string().optional(),
      state: z.string().optional(),
      path: z.array(z.string()).default([]),
    }),
  ),
  serviceControlPolicies: policies,
  resourceControlPolicies: policies,
})
export type OrganizationFile = z.infer<typeof Organization>

export function readOrganizationFile(path: string, text: string): OrganizationFile {
  const hint =
    'Give an object such as { "id": "o-…", "managementAccountId": "…", "accounts": [{ "id": "…", "path": ["r-…"] }] }.'
  const parsed = Organization.safeParse(readJson(path, text, hint))
  if (!parsed.success) throw new ConfigError(`${path} describes no organization${where(parsed.error)}.`, hint)
  return parsed.data
}

export function organizationRecords(file: OrganizationFile, scope: string): Mapped {
  const resource = (kind: string, nativeId: string, name: string, facts: Facts): Emission => {
    const id = entityId('aws', file.id, kind, nativeId)
    return { type: 'resource', id, provider: 'aws', scope, kind, nativeId, name, facts }
  }
  // With a type switched on, every root has a policy of it: without any, it is off.
  const policyTypes = [
    ...(file.serviceControlPolicies.length > 0 ? (['SERVICE_CONTROL_POLICY'] as const) : []),
    ...(file.resourceControlPolicies.length > 0 ? (['RESOURCE_CONTROL_POLICY'] as const) : []),
  ]
  const facts = { managementAccountId: file.managementAccountId, policyTypes } satisfies OrganizationFacts
  const accounts = file.accounts.map(({ id, name, state, path }) => {
    const account = {
      state: state ?? 'ACTIVE',
      path: path.filter((part) => part !== id),
    } satisfies OrganizationAccountFacts
    return resource('organizations:account', id, name ?? id, account)
  })
  const kinds = [
    ['organizations:service-control-policy', file.serviceControlPolicies],
    ['organizations:resource-control-policy', file.resourceControlPolicies],
  ] as const
  const merged = kinds.flatMap(([kind, rows]) => mergedPolicies(rows).map((policy) => ({ kind, ...policy })))
  const flaws = merged.filter(({ facts: { document } }) => isUnknown(document))
  return {
    records: [
      resource('organizations:organization', file.id, file.id, facts),
      ...accounts,
      ...merged.map(({ kind, nativeId, name, facts: policy }) => resource(kind, nativeId, name, { ...policy })),
    ],
    flaws: flaws.map(({ name }) => `The policy ${name} of the organization could not be read.`),
  }
}

interface MergedPolicy {
  readonly nativeId: string
  readonly name: string
  readonly facts: OrganizationPolicyFacts
}

/** The file has a row for each target: rows of one name and one document are one policy. */
function mergedPolicies(rows: OrganizationFile['serviceControlPolicies']): readonly MergedPolicy[] {
  const groups = Map.groupBy(rows, ({ name, document }) => `${name}\n${JSON.stringify(document)}`)
  const seen = new Map<string, number>()
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (first === undefined) return []
    const count = (seen.get(first.name) ?? 0) + 1
    seen.set(first.name, count)
    const targets = [...new Set(group.map(({ target }) => target))].toSorted()
    const nativeId = count === 1 ? first.name : `${first.name}#${count}`
    return [{ nativeId, name: first.name, facts: { document: documentOf(first.document), targets } }]
  })
}
