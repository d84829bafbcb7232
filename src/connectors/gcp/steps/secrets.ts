import type { GcpSecretFacts } from '../../../model/facts/gcp.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { byProjectId, instantOf, ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listSecretAssets, listSecrets } from '../routes/secrets.ts'
import type { SecretAnswer } from '../routes/secrets.ts'

export const secretsMeta = {
  id: 'secrets',
  title: 'Secrets of Secret Manager',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: ['cloudasset.assets.listResource', 'secretmanager.secrets.list'],
  emits: ['secrets'],
  after: ['hierarchy'],
} as const satisfies StepMeta

export async function secrets(context: GcpContext): Promise<void> {
  const { root, assets } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('Secrets of its projects are told with the projects.')
  if (!assets) for await (const secret of rowsOf(context, listSecrets, { parent: root })) emitSecret(context, secret)
  else
    for await (const { resource } of rowsOf(context, listSecretAssets, { parent: root }))
      emitSecret(context, resource.data)
}

function emitSecret(context: GcpContext, secret: SecretAnswer): void {
  const secretName = byProjectId(secret.name, context.session)
  const { createTime, expireTime, labels, rotation } = secret
  const facts = {
    secretName,
    projectId: secretName.split('/')[1] ?? '',
    rotation: rotation?.rotationPeriod ?? rotation?.nextRotationTime ?? null,
    expiresAt: instantOf(expireTime),
    createdAt: createTime === undefined ? unknown('unsupported') : instantOf(createTime),
    labels: labels ?? {},
  } satisfies GcpSecretFacts
  context.emit({
    type: 'resource',
    id: ownId('secret', secretName),
    ...placeOf(context),
    kind: 'secret',
    nativeId: secretName,
    name: secretName.slice(secretName.lastIndexOf('/') + 1),
    facts,
  })
}
