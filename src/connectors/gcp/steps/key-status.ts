import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { eachOf } from '../each.ts'
import { statusOf } from '../map/service-account-key.ts'
import type { GcpContext } from '../place.ts'
import { listKeys } from '../routes/service-accounts.ts'
import type { AccountKeyRow } from '../session.ts'

export const keyStatusMeta = {
  id: 'key-status',
  title: 'Whether Google found keys exposed, and why they are disabled',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['iam.serviceAccountKeys.list'],
  emits: ['key-status'],
  after: ['service-account-keys'],
} as const satisfies StepMeta

/** Cloud Asset does not tell; IAM does, account by account, of which only those are asked that have keys of their own. */
export async function keyStatus(context: GcpContext): Promise<void> {
  const { assets, facts } = context.session
  if (!assets) return context.skip('It was told with the keys.')
  if (facts.keys === undefined) {
    const detail = 'Whether keys are exposed was not asked: the keys are not known.'
    return context.gap({ reason: 'not-collected', detail })
  }
  if (facts.keys.length === 0) return context.skip('There is no key that Google does not manage.')
  const keys = Map.groupBy(facts.keys, ({ email }) => email)
  const unread = await eachOf(context, {
    things: [...keys],
    nameOf: ([email]) => email,
    what: 'Whether keys are exposed of',
    work: async ([email, own]) => askOne(context, email, own),
  })
  for (const [email, why] of unread)
    for (const { entity } of keys.get(email) ?? [])
      context.emit({ type: 'patch', of: 'credential', id: entity, set: {}, facts: { exposed: why } })
}

async function askOne(context: GcpContext, email: string, own: readonly AccountKeyRow[]): Promise<void> {
  // Where the project is not known, Google finds it: https://cloud.google.com/iam/docs/reference/rest/v1/projects.serviceAccounts.keys/list
  const project = context.session.facts.serviceAccounts?.get(email)?.projectId ?? '-'
  const entities = new Map(own.map(({ keyId, entity }) => [keyId, entity]))
  for await (const answer of rowsOf(context, listKeys, { name: `projects/${project}/serviceAccounts/${email}` })) {
    const id = entities.get(answer.name.slice(answer.name.lastIndexOf('/') + 1))
    if (id === undefined) continue
    const set = { enabled: answer.disabled !== true }
    context.emit({ type: 'patch', of: 'credential', id, set, facts: statusOf(answer) })
  }
}
