import { unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { each, nameIn, tellUnread } from '../each.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listDeployments } from '../routes/resource-children.ts'

export const aiDeploymentsMeta = {
  id: 'ai-deployments',
  title: 'Models of AI services',
  tier: 'creds',
  scopes: ['tenant'],
  needs: ['Microsoft.CognitiveServices/accounts/deployments/read'],
  emits: ['ai-deployments'],
  after: ['local-auth'],
} as const satisfies StepMeta

export async function aiDeployments(context: AzureContext): Promise<void> {
  const { modelAccounts } = context.session.facts
  if (modelAccounts === undefined) return tellUnread(context, 'Which AI services')
  const tell = (account: string, models: Known<readonly string[]>): void =>
    context.emit({
      type: 'patch',
      of: 'resource',
      id: idOf(context, 'keyed-service', account),
      set: {},
      facts: { models },
    })
  await each(
    context,
    modelAccounts,
    { what: 'Models of', name: nameIn, missed: (account, { reason }) => tell(account, unknown(reason)) },
    async (account) => {
      const rows = await all(context, listDeployments, { account })
      tell(account, [...new Set(rows.flatMap(({ properties }) => properties?.model?.name ?? []))].toSorted())
    },
  )
}
