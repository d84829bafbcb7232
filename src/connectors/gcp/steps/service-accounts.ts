import type { Instant, Known, Unknown } from '../../../model/index.ts'
import { isUnknown, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { emitAccount } from '../map/service-account.ts'
import { instantOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listAccountAssets, listAccounts, searchAccounts } from '../routes/service-accounts.ts'
import type { AccountAnswer } from '../routes/service-accounts.ts'
import type { ServiceAccountRow } from '../session.ts'

export const serviceAccountsMeta = {
  id: 'service-accounts',
  title: 'Service accounts',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'cloudasset.assets.searchAllResources', 'iam.serviceAccounts.list'],
  emits: ['service-accounts'],
  after: ['hierarchy'],
} as const satisfies StepMeta

export async function serviceAccounts(context: GcpContext): Promise<void> {
  const { session } = context
  const { root, assets } = session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('The service accounts of its projects are told with the projects.')
  const created = assets ? await creationTimes(context) : unknown(session.without?.reason ?? 'unsupported')
  const found = new Map<string, ServiceAccountRow>()
  for await (const account of accountsOf(context)) {
    const row = emitAccount(context, account, creationOf(account, created))
    found.set(row.email, row)
  }
  session.facts.serviceAccounts = found
}

async function* accountsOf(context: GcpContext): AsyncGenerator<AccountAnswer> {
  const { root, assets } = context.session
  if (!assets) yield* rowsOf(context, listAccounts, { name: root })
  else for await (const { resource } of rowsOf(context, listAccountAssets, { parent: root })) yield resource.data
}

/** By the end of the name, which is the unique id, or the e-mail. */
type Created = ReadonlyMap<string, Known<Instant>>

async function creationTimes(context: GcpContext): Promise<Created | Unknown> {
  return attempt(context, 'When service accounts were made was not read', async () => {
    const created = new Map<string, Known<Instant>>()
    for await (const { name, createTime } of rowsOf(context, searchAccounts, { scope: context.session.root }))
      created.set(
        name.slice(name.lastIndexOf('/') + 1).toLowerCase(),
        createTime === undefined ? unknown('unsupported') : instantOf(createTime),
      )
    return created
  })
}

/** The search may not know yet what the list does: https://cloud.google.com/asset-inventory/docs/asset-types */
function creationOf({ uniqueId, email }: AccountAnswer, created: Created | Unknown): Known<Instant> {
  if (isUnknown(created)) return created
  return created.get(uniqueId) ?? created.get(email.toLowerCase()) ?? unknown('not-collected')
}
