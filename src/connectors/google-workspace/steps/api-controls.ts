import type { CustomerFacts } from '../../../model/facts/google-workspace.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { policyScope, superPrivilege } from '../needs.ts'
import { idOf } from '../place.ts'
import type { WorkspaceContext } from '../place.ts'
import { all } from '../read.ts'
import { listPolicies } from '../routes/policies.ts'
import type { PolicyAnswer } from '../routes/policies.ts'

export const apiControlsMeta = {
  id: 'api-controls',
  title: 'Which applications users may let in',
  tier: 'core',
  scopes: ['workspace'],
  needs: [policyScope, superPrivilege],
  emits: ['api-controls'],
  after: ['customer'],
} as const satisfies StepMeta

const types = [
  'settings/api_controls.unconfigured_third_party_apps',
  'settings/api_controls.internal_apps',
  'settings/security.less_secure_apps',
] as const

/** A setting may differ from one organizational unit to the next; what is loosest anywhere is told. */
export async function apiControls(context: WorkspaceContext): Promise<void> {
  const { customerId } = context.session.customer
  const filter = `customer == "customers/${customerId}" && ( ${types.map((type) => `setting.type.matches('^${type.replace('.', String.raw`\\.`)}$')`).join(' || ')} )`
  const policies = await all(context, listPolicies, { filter })
  const [apps, internal, lessSecure] = types.map((type) => valuesOf(policies, type))
  const facts: Pick<CustomerFacts, 'unconfiguredApps' | 'trustsInternalApps' | 'lessSecureApps'> = {
    unconfiguredApps: loosest((apps ?? []).flatMap(({ accessLevel }) => accessLevel ?? [])),
    trustsInternalApps: anywhere((internal ?? []).flatMap(({ trustInternalApps }) => trustInternalApps ?? [])),
    lessSecureApps: anywhere((lessSecure ?? []).flatMap(({ allowLessSecureApps }) => allowLessSecureApps ?? [])),
  }
  context.emit({ type: 'patch', of: 'resource', id: idOf(context, 'customer', customerId), set: {}, facts })
}

type Value = NonNullable<PolicyAnswer['setting']['value']>

function valuesOf(policies: readonly PolicyAnswer[], type: string): readonly Value[] {
  return policies.flatMap(({ setting }) =>
    setting.type === type && setting.value !== undefined ? [setting.value] : [],
  )
}

/** Every setting that is supported is in the answer, be it as Google's own default; one that is not is not known. */
function anywhere(values: readonly boolean[]): Known<boolean> {
  return values.length === 0 ? unknown('unsupported') : values.includes(true)
}

function loosest(levels: readonly string[]): Known<string> {
  const [first] = levels.toSorted((a, b) => strictness(a) - strictness(b) || (a < b ? -1 : 1))
  return first ?? unknown('unsupported')
}

/** The names changed over time: `BLOCK_ALL`, `BLOCK_ALL_SCOPES`. What is not specified blocks nothing. */
function strictness(level: string): number {
  if (level.startsWith('BLOCK')) return 2
  return level === 'ALLOW_SIGN_IN_ONLY' ? 1 : 0
}
