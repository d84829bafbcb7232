import type { OktaManagedAccountFacts, OktaUserFacts } from '../../../model/facts/okta.ts'
import type { Evidence } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, instantOf, placeOf, told, untold } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listAppAccounts, listUserAccounts } from '../routes/managed.ts'
import type { AppAccountAnswer, UserAccountAnswer } from '../routes/managed.ts'

export const managedAccountsMeta = {
  id: 'managed-accounts',
  title: 'Service accounts that Okta Privileged Access looks after, and who owns them',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.serviceAccounts.read', 'okta.serviceAccounts.okta.read'],
  emits: ['managed-accounts'],
  after: ['people'],
} as const satisfies StepMeta

export async function managedAccounts(context: OktaContext): Promise<void> {
  for await (const account of rowsOf(context, listAppAccounts)) emitAccount(context, account)
  const known = context.session.facts.users
  for await (const account of rowsOf(context, listUserAccounts))
    if (account.oktaUserId != null && known?.has(account.oktaUserId) === true)
      markUser(context, account.oktaUserId, account)
}

function emitAccount(context: OktaContext, account: AppAccountAnswer): void {
  const id = idOf(context, 'managed-account', account.id)
  const facts: OktaManagedAccountFacts = {
    accountId: account.id,
    username: told(account.username),
    container: told(account.containerOrn),
    containerName: told(account.containerInstanceName),
    status: told(account.status),
    ownerUsers: account.ownerUserIds?.toSorted() ?? [],
    ownerGroups: account.ownerGroupIds?.toSorted() ?? [],
  }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'managed-account',
    nativeId: account.id,
    name: account.name,
    createdAt: instantOf(account.created),
    // The status says how far it is looked after, and nothing of the account itself.
    enabled: unknown('unsupported'),
    class: 'machine',
    facts,
  })
  emitOwners(context, id, account, listAppAccounts.path)
}

/** Okta itself says that this user is a machine's, whatever the login looks like. */
function markUser(context: OktaContext, userId: string, account: UserAccountAnswer): void {
  const id = idOf(context, 'user', userId)
  const facts = { machineSigns: [`managed as service account ${account.name}`] } satisfies Partial<OktaUserFacts>
  context.emit({ type: 'patch', of: 'identity', id, set: { class: 'machine' }, facts })
  emitOwners(context, id, account, listUserAccounts.path)
}

function emitOwners(
  context: OktaContext,
  to: string,
  { id, ownerUserIds }: Pick<AppAccountAnswer, 'id' | 'ownerUserIds'>,
  source: string,
): void {
  for (const owner of ownerUserIds?.toSorted() ?? []) {
    const evidence: readonly Evidence[] = [{ source, detail: `${id}: ownerUserIds ${owner}` }]
    context.emit({ type: 'edge', kind: 'owns', from: idOf(context, 'user', owner), to, level: 'configured', evidence })
  }
}
