/** A view that writes down what is looked at and hands out nothing that can be changed. */
import type { Credential, Identity, Resource } from '../../src/model/index.ts'
import type { View } from '../../src/inventory/view.ts'

/** `identity iam-role`, `usage access-key`, `edge grants`, `fact access-key.lastUsedService`, `gap aws.secrets`. */
export type Touched = Set<string>

type Entity = Identity | Credential | Resource
type EntityType = 'identity' | 'credential' | 'resource'

export function watched(view: View, touched: Touched, kindOf: (id: string) => string | undefined): View {
  const see = <T extends Entity>(type: EntityType, entity: T | undefined): T | undefined => {
    if (!entity) return undefined
    touched.add(`${type} ${entity.kind}`)
    return watchedEntity(entity, touched)
  }
  function* list<T extends Entity>(type: EntityType, entities: Iterable<T>, kind?: string): Generator<T> {
    if (kind) touched.add(`${type} ${kind}`)
    for (const entity of entities) yield see(type, entity) ?? entity
  }
  const edges = (found: ReturnType<View['edgesFrom']>, kind?: string) => {
    if (kind) touched.add(`edge ${kind}`)
    for (const edge of found) touched.add(`edge ${edge.kind}`)
    return frozen(found)
  }
  return {
    scope: frozen(view.scope),
    scopes: () => frozen(view.scopes()),
    identity: (id) => see('identity', view.identity(id)),
    credential: (id) => see('credential', view.credential(id)),
    resource: (id) => see('resource', view.resource(id)),
    identities: (filter) => list('identity', view.identities(filter), filter?.kind),
    credentials: (filter) => list('credential', view.credentials(filter), filter?.kind),
    resources: (filter) => list('resource', view.resources(filter), filter?.kind),
    edgesFrom: (id, kind) => edges(view.edgesFrom(id, kind), kind),
    edgesTo: (id, kind) => edges(view.edgesTo(id, kind), kind),
    usage: (subject) => {
      touched.add(`usage ${kindOf(subject) ?? 'unknown'}`)
      return frozen(view.usage(subject))
    },
    gap: (facet, scope) => {
      touched.add(`gap ${facet}`)
      return frozen(view.gap(facet, scope))
    },
    once: (name, make) => view.once(name, make),
    onceForAll: (name, make) => view.onceForAll(name, make),
    at: (scope) => {
      const other = view.at(scope)
      // What a rule needs of another vendor it says itself, by asking for gaps: kinds of both may be called alike.
      const own = other?.scope.provider === view.scope.provider
      return other && watched(other, own ? touched : new Set(), kindOf)
    },
  }
}

/** A frozen copy whose facts tell when one of them is read. */
export function watchedEntity<T extends Entity>(entity: T, touched: Touched): T {
  const facts = new Proxy(frozen(entity.facts), {
    get(target, name) {
      if (typeof name === 'string') touched.add(`fact ${entity.kind}.${name}`)
      return Reflect.get(target, name) as unknown
    },
  })
  return Object.freeze({ ...frozen(entity), facts })
}

/** The same value, frozen all the way down. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const part of Object.values(value)) frozen(part)
  return Object.freeze(value)
}
