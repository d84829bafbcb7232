import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { eachOf } from '../each.ts'
import { emailsById, emitKey, isGoogles, keyNamed, statusByAssets, statusOf } from '../map/service-account-key.ts'
import type { GcpContext } from '../place.ts'
import { listKeyAssets, listKeys } from '../routes/service-accounts.ts'
import type { AccountKeyRow } from '../session.ts'

export const serviceAccountKeysMeta = {
  id: 'service-account-keys',
  title: 'Keys of service accounts',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'iam.serviceAccountKeys.list'],
  emits: ['service-account-keys'],
  after: ['service-accounts'],
} as const satisfies StepMeta

export async function serviceAccountKeys(context: GcpContext): Promise<void> {
  const { root, assets, facts } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('Keys of its projects’ service accounts are told with the projects.')
  const found = assets ? await byAssets(context) : await byAccount(context)
  if (found !== undefined) facts.keys = found.toSorted((a, b) => (a.entity < b.entity ? -1 : 1))
}

/** There are ten times as many that Google manages: they are read past. */
async function byAssets(context: GcpContext): Promise<readonly AccountKeyRow[]> {
  const emails = emailsById(context.session)
  const found: AccountKeyRow[] = []
  const source = listKeyAssets.operation
  for await (const { name, resource } of rowsOf(context, listKeyAssets, { parent: context.session.root })) {
    const answer = resource.data
    if (isGoogles(answer)) continue
    const named = keyNamed(answer.name, emails) ?? keyNamed(name, emails)
    if (named === undefined)
      context.gap({ reason: 'failed', detail: `Whose key ${name} is cannot be told by its name.` })
    else found.push(emitKey(context, { ...named, answer, status: statusByAssets(answer), source }))
  }
  return found
}

async function byAccount(context: GcpContext): Promise<readonly AccountKeyRow[] | undefined> {
  const { root, facts } = context.session
  if (facts.serviceAccounts === undefined) {
    const detail = 'Keys were not read: the service accounts that they would be of are not known.'
    context.gap({ reason: 'not-collected', detail })
    return undefined
  }
  const found: AccountKeyRow[] = []
  await eachOf(context, {
    things: [...facts.serviceAccounts.keys()],
    nameOf: (email) => email,
    what: 'Keys of',
    work: async (email) => {
      for await (const answer of rowsOf(context, listKeys, { name: `${root}/serviceAccounts/${email}` })) {
        const keyId = answer.name.slice(answer.name.lastIndexOf('/') + 1)
        if (!isGoogles(answer))
          found.push(emitKey(context, { email, keyId, answer, status: statusOf(answer), source: listKeys.operation }))
      }
    },
  })
  return found
}
