import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { emitApiKey } from '../map/api-key.ts'
import type { GcpContext } from '../place.ts'
import { listApiKeyAssets, listApiKeys } from '../routes/api-keys.ts'
import type { ApiKeyAnswer } from '../routes/api-keys.ts'

export const apiKeysMeta = {
  id: 'api-keys',
  title: 'API keys',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'apikeys.keys.list'],
  emits: ['api-keys'],
  after: ['hierarchy'],
} as const satisfies StepMeta

export async function apiKeys(context: GcpContext): Promise<void> {
  const { root, assets, facts } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('API keys of its projects are told with the projects.')
  const source = (assets ? listApiKeyAssets : listApiKeys).operation
  const open = new Set<string>()
  for await (const key of keysOf(context)) {
    // Cloud Asset may still show what was deleted, until it is purged.
    if (key.deleteTime !== undefined) continue
    const emitted = emitApiKey(context, key, source)
    if (emitted.open) open.add(emitted.projectId)
  }
  facts.openKeyProjects = open
}

async function* keysOf(context: GcpContext): AsyncGenerator<ApiKeyAnswer> {
  const { root, assets } = context.session
  if (!assets) yield* rowsOf(context, listApiKeys, { parent: `${root}/locations/global` })
  else for await (const { resource } of rowsOf(context, listApiKeyAssets, { parent: root })) yield resource.data
}
