/** Records of one scope, with what is the same in all of them filled in. */
import { entityId, isKnown, unknown } from '../model/index.ts'
import type { Credential, Edge, EdgeKind, Facts, Identity, Known, Resource, Scope, Usage } from '../model/index.ts'

/** What the kit works out by itself. */
type Filled = 'id' | 'provider' | 'scope'
type Given<Entity extends { readonly nativeId: string }, Needed extends keyof Entity> = Pick<Entity, Needed> &
  Partial<Omit<Entity, Needed | Filled>>
type Of<Type extends string, Rest> = { readonly type: Type } & Rest

export interface Records {
  /** The id of what another step emits, for edges to it. */
  readonly id: (kind: string, nativeId: string) => string
  readonly identity: (given: Given<Identity, 'kind' | 'nativeId' | 'class'>) => Of<'identity', Identity>
  /** `lifetime`, left out: expiring where it ends at a time that is known, else static. */
  readonly credential: (given: Given<Credential, 'kind' | 'nativeId'>) => Of<'credential', Credential>
  readonly resource: (given: Given<Resource, 'kind' | 'nativeId'>) => Of<'resource', Resource>
  /** `source`: the operation that told of it. */
  readonly edge: (kind: EdgeKind, from: string, to: string, source: string, more?: Partial<Edge>) => Of<'edge', Edge>
  readonly usage: (given: Omit<Usage, 'observedSince'> & Partial<Usage>) => Of<'usage', Usage>
}

/** A fact that may be withheld and is not given was not collected, and stands as that: never as none. */
export function recordsIn(scope: Scope): Records {
  const { provider, nativeId: place } = scope
  const id: Records['id'] = (kind, nativeId) => entityId(provider, place, kind, nativeId)
  const common = ({ kind, nativeId, name = nativeId, facts = {} }: Named) => ({
    id: id(kind, nativeId),
    provider,
    scope: scope.id,
    nativeId,
    name,
    facts,
  })
  return {
    id,
    identity: (given) => ({ type: 'identity', ...untoldIdentity, ...given, ...common(given) }),
    credential: (given) => ({
      type: 'credential',
      ...untoldCredential,
      lifetime: isKnown(given.expiresAt) ? 'expiring' : 'static',
      ...given,
      ...common(given),
    }),
    resource: (given) => ({ type: 'resource', ...given, ...common(given) }),
    edge: (kind, from, to, source, more = {}) => ({ type: 'edge', evidence: [{ source }], ...more, kind, from, to }),
    usage: (given) => ({ type: 'usage', observedSince: untold, ...given }),
  }
}

interface Named {
  readonly kind: string
  readonly nativeId: string
  readonly name?: string
  readonly facts?: Facts
}

const untold: Known<never> = unknown('not-collected')
const untoldIdentity = { createdAt: untold, enabled: untold, environment: untold, purpose: untold, tags: untold }
const untoldCredential = { createdAt: untold, expiresAt: untold, rotatedAt: untold, enabled: untold }
