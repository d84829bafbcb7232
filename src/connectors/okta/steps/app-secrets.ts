import { isKnown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { forEach } from '../each.ts'
import { emitKey, emitSecret } from '../map/key.ts'
import { tellWithout } from '../map/lacking.ts'
import { idOf } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { all } from '../read.ts'
import { listKeys, listSecrets } from '../routes/apps.ts'
import type { AppRow } from '../session.ts'

export const appSecretsMeta = {
  id: 'app-secrets',
  title: 'Secrets and keys of applications: their ids and dates',
  tier: 'creds',
  scopes: ['organization'],
  needs: ['okta.apps.read'],
  emits: ['app-secrets'],
  after: ['apps'],
} as const satisfies StepMeta

/** One question an application, for what it signs in with; those that keep no secret are not asked. */
export async function appSecrets(context: OktaContext): Promise<void> {
  const { apps } = context.session.facts
  if (apps === undefined)
    return tellWithout(context, 'applications', 'okta.apps.read', 'what they sign in with was not asked for')
  await forEach(
    context,
    apps.filter(
      ({ authMethod, keepsKeys }) => authMethod !== 'none' && (authMethod !== 'private_key_jwt' || keepsKeys),
    ),
    'Secrets and keys of',
    async (app) => {
      const { appId, authMethod } = app
      const holder = { on: 'app', native: appId, id: idOf(context, app.kind, appId) } as const
      if (mayBe(authMethod, 'private_key_jwt'))
        for (const key of await all(context, listKeys, { path: { appId } }))
          emitKey(context, { ...holder, source: listKeys.path }, key)
      if (mayBe(authMethod, 'client_secret'))
        for (const secret of await all(context, listSecrets, { path: { appId } }))
          emitSecret(context, { ...holder, source: listSecrets.path }, secret)
    },
  )
}

function mayBe(method: AppRow['authMethod'], begin: string): boolean {
  return !isKnown(method) || method.startsWith(begin)
}
