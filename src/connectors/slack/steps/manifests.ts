import type { SlackAppFacts } from '../../../model/facts/slack.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import { one } from '../../shared/vendor/index.ts'
import { configurationToken } from '../needs.ts'
import { idOf } from '../place.ts'
import type { SlackContext } from '../place.ts'
import { exportManifest } from '../routes/manifest.ts'

export const manifestsMeta = {
  id: 'manifests',
  title: 'Manifests of apps of one’s own',
  tier: 'creds',
  scopes: ['workspace'],
  needs: [configurationToken],
  emits: ['manifests'],
  after: ['integration-logs', 'bot-users'],
} as const satisfies StepMeta

/** Slack gives the manifest of an app to those alone who may change it; of others it says that there is no such app. */
export async function manifests(context: SlackContext): Promise<void> {
  const { manifests: vendor, facts } = context.session
  if (vendor === undefined)
    return context.skip(
      'No app configuration token is given (auth.configurationTokenEnv), so that manifests were not asked for.',
    )
  const asker = { session: { vendor }, call: context.call }
  const misses = collectMisses()
  await together([...facts.apps], async ([appId, { name }]) => {
    try {
      const { manifest } = await one(asker, exportManifest, { query: { app_id: appId } })
      const { bot, user } = manifest.oauth_config?.scopes ?? {}
      const told = {
        tokenRotation: manifest.settings?.token_rotation_enabled ?? false,
        botScopes: (bot ?? []).toSorted(),
        userScopes: (user ?? []).toSorted(),
        internal: true,
      } satisfies Partial<SlackAppFacts>
      patch(context, appId, told)
    } catch (error) {
      if (error instanceof AbsentError) return patch(context, appId, { tokenRotation: null })
      if (!(error instanceof AccessError || error instanceof VendorError)) throw error
      misses.addError(name, error)
    }
  })
  misses.tell(context, 'Manifests of')
}

function patch(context: SlackContext, appId: string, facts: Partial<SlackAppFacts>): void {
  context.emit({ type: 'patch', of: 'identity', id: idOf(context, 'slack-app', appId), set: {}, facts })
}
