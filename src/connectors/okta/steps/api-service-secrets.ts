import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { emitSecret } from '../map/key.ts'
import { tellWithout } from '../map/lacking.ts'
import { idOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listServiceSecrets } from '../routes/services.ts'

export const apiServiceSecretsMeta = {
  id: 'api-service-secrets',
  title: 'Secrets of integrations of vendors: their ids and dates',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['okta.oauthIntegrations.read'],
  emits: ['api-service-secrets'],
  after: ['api-services'],
} as const satisfies StepMeta

export async function apiServiceSecrets(context: OktaContext): Promise<void> {
  const { services } = context.session.facts
  if (services === undefined)
    return tellWithout(context, 'integrations', 'okta.oauthIntegrations.read', 'their secrets were not asked for')
  await forEach(context, services, 'Secrets of', async ({ clientId }) => {
    const holder = {
      on: 'api-service',
      native: clientId,
      id: idOf(context, 'api-service', clientId),
      source: listServiceSecrets.path,
    } as const
    for (const secret of await all(context, listServiceSecrets, { path: { serviceId: clientId } }))
      emitSecret(context, holder, secret)
  })
}
