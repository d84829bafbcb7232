import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'
import { configurationToken } from '../needs.ts'
import { minutely } from './pace.ts'

const scopes = z.array(z.string()).nullish()

const Manifest = z.object({
  manifest: z.object({
    oauth_config: z.object({ scopes: z.object({ bot: scopes, user: scopes }).nullish() }).nullish(),
    settings: z.object({ token_rotation_enabled: z.boolean().nullish() }).nullish(),
  }),
})
export type ManifestAnswer = z.infer<typeof Manifest>

/** https://docs.slack.dev/reference/methods/apps.manifest.export: of apps that whoever made the token may change. */
export const exportManifest = route({
  path: '/apps.manifest.export',
  operation: 'apps.manifest.export',
  schema: Manifest,
  permission: configurationToken,
  absent: true,
  pace: minutely('apps.manifest.export', 50),
})
