/** What Azure itself knows of a managed identity. */
import type { ManagedIdentityFacts } from '../../../model/facts/entra.ts'
import { unknown } from '../../../model/index.ts'
import { idOf, partsOf, placeOf, untold } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { environmentOf, tagsOf } from './tags.ts'
import type { Tags } from './tags.ts'

export interface SeenIdentity {
  readonly objectId: string
  /** '' where Azure does not say it, as of the identity that belongs to a resource. */
  readonly appId: string
  readonly name: string
  readonly assigned: 'system' | 'user'
  /** Of the identity itself, or of the resource that it belongs to. */
  readonly armId: string
  readonly tags: Parameters<typeof tagsOf>[0]
}

/** Adds to what Entra ID told of it; where Entra ID was not read, or lags behind, this is all that is known. */
export function emitSeenIdentity(context: AzureContext, seen: SeenIdentity): void {
  const { principals, seenIdentities } = context.session.facts
  const objectId = seen.objectId.toLowerCase()
  const id = idOf(context, 'managed-identity', objectId)
  const resourceId = seen.armId.toLowerCase()
  const told = { assigned: seen.assigned, resourceId, subscriptionId: partsOf(resourceId).subscriptionId || null }
  const tags: Tags = tagsOf(seen.tags)
  seenIdentities.add(objectId)
  if (principals?.has(objectId) === true) {
    const set = { tags, environment: environmentOf(tags) }
    return context.emit({ type: 'patch', of: 'identity', id, set, facts: told })
  }
  const facts: ManagedIdentityFacts = {
    objectId,
    appId: seen.appId.toLowerCase(),
    ...told,
    attachedTo: unknown('not-collected'),
  }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'managed-identity',
    nativeId: facts.appId || objectId,
    name: seen.name,
    createdAt: unknown('not-collected'),
    enabled: unknown('not-collected'),
    class: 'machine',
    tags,
    environment: environmentOf(tags),
    facts,
  })
}
