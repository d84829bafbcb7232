import type { HmacKeyFacts } from '../../../model/facts/gcp.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { eachOf } from '../each.ts'
import { accountId, instantOf, ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listHmacKeys } from '../routes/hmac-keys.ts'
import type { HmacKeyAnswer } from '../routes/hmac-keys.ts'

export const hmacKeysMeta = {
  id: 'hmac-keys',
  title: 'HMAC keys of Cloud Storage',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: ['storage.hmacKeys.list'],
  emits: ['hmac-keys'],
  after: ['service-accounts'],
} as const satisfies StepMeta

/**
 * Cloud Asset has no such keys, so that it takes a request for each project. A key belongs to the project that owns its
 * service account, so that projects without accounts are left out; whether a project has buckets says nothing, for a
 * key works on those of others too. https://cloud.google.com/storage/docs/json_api/v1/projects/hmacKeys/create
 */
export async function hmacKeys(context: GcpContext): Promise<void> {
  const { root, assets, facts } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('HMAC keys of its projects are told with the projects.')
  const { serviceAccounts } = facts
  const known = [...(serviceAccounts?.values() ?? [])].map(({ projectId }) => projectId)
  const projects = serviceAccounts === undefined ? (facts.projects?.keys() ?? alone(root)) : known
  if (projects === undefined) {
    const detail = 'HMAC keys were not asked for: neither projects nor service accounts are known.'
    return context.gap({ reason: 'not-collected', detail })
  }
  await eachOf(context, {
    things: [...new Set(projects)].filter((id) => id !== ''),
    nameOf: (id) => id,
    what: 'HMAC keys of',
    work: async (projectId) => {
      for await (const key of rowsOf(context, listHmacKeys, { projectId })) emitHmacKey(context, projectId, key)
    },
  })
}

function alone(root: string): readonly string[] | undefined {
  return root.startsWith('projects/') ? [root.slice('projects/'.length)] : undefined
}

function emitHmacKey(context: GcpContext, projectId: string, key: HmacKeyAnswer): void {
  const { accessId, state, timeCreated } = key
  if (state === 'DELETED') return
  const email = key.serviceAccountEmail.toLowerCase()
  const id = ownId('access-key', accessId)
  const facts = { form: 'hmac', accessId, email, projectId, state } satisfies HmacKeyFacts
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'access-key',
    nativeId: accessId,
    name: accessId,
    createdAt: timeCreated === undefined ? unknown('unsupported') : instantOf(timeCreated),
    expiresAt: null,
    rotatedAt: null,
    enabled: state === 'ACTIVE',
    lifetime: 'static',
    facts,
  })
  const evidence = [{ source: listHmacKeys.operation }]
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to: accountId(email), level: 'configured', evidence })
}
