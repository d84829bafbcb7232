import type { ApiKeyFacts } from '../../../model/facts/gcp.ts'
import { unknown } from '../../../model/index.ts'
import { callsModels } from '../ai.ts'
import { accountId, byProjectId, instantOf, ownId, placeOf } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { ApiKeyAnswer } from '../routes/api-keys.ts'

/** The project, and whether the key may call every service that is enabled in it. */
export interface EmittedKey {
  readonly projectId: string
  readonly open: boolean
}

export function emitApiKey(context: GcpContext, key: ApiKeyAnswer, source: string): EmittedKey {
  const projectId = /^projects\/([^/]+)\//.exec(byProjectId(key.name, context.session))?.[1] ?? ''
  const uid = key.uid ?? key.name.slice(key.name.lastIndexOf('/') + 1)
  const id = ownId('api-key', key.name)
  const services = servicesOf(key)
  const boundTo = key.serviceAccountEmail?.toLowerCase()
  const facts = {
    projectId,
    uid,
    services,
    application: applicationOf(key),
    boundTo: boundTo ?? null,
  } satisfies ApiKeyFacts
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'api-key',
    nativeId: key.name,
    name: key.displayName === undefined || key.displayName === '' ? uid : key.displayName,
    createdAt: key.createTime === undefined ? unknown('unsupported') : instantOf(key.createTime),
    expiresAt: null,
    rotatedAt: null,
    enabled: true,
    lifetime: 'static',
    facts,
  })
  // Whoever holds it speaks as the account: https://cloud.google.com/docs/authentication/api-keys#api-keys-bound-sa
  if (boundTo !== undefined) {
    if (services?.some(callsModels) === true) context.session.facts.modelKeys.set(boundTo, key.name)
    context.emit({
      type: 'edge',
      kind: 'authenticates',
      from: id,
      to: accountId(boundTo),
      level: 'configured',
      evidence: [{ source }],
    })
  }
  return { projectId, open: services === null }
}

/** Without targets it may call whatever is enabled. */
function servicesOf({ restrictions }: ApiKeyAnswer): readonly string[] | null {
  const services = restrictions?.apiTargets?.map(({ service }) => service) ?? []
  return services.length === 0 ? null : [...new Set(services)].toSorted()
}

/** A restriction to nobody in particular is none. */
function applicationOf({ restrictions = {} }: ApiKeyAnswer): Extract<ApiKeyFacts['application'], string | null> {
  if (restrictions.browserKeyRestrictions?.allowedReferrers?.length) return 'browser'
  if (restrictions.serverKeyRestrictions?.allowedIps?.length) return 'server'
  if (restrictions.androidKeyRestrictions?.allowedApplications?.length) return 'android'
  if (restrictions.iosKeyRestrictions?.allowedBundleIds?.length) return 'ios'
  return null
}
