/** Scopes of the management API, which several steps find granted. */
import type { OktaScopeFacts, OktaScopeGrant } from '../../../model/facts/okta.ts'
import { idOf, placeOf } from '../place.ts'
import type { OktaContext } from '../place.ts'

/** The edge from whoever may, and the scope itself the first time. */
export function emitScopeGrant(
  context: OktaContext,
  from: string,
  scope: string,
  { source, ...conditions }: OktaScopeGrant & { readonly source: string },
): void {
  const id = idOf(context, 'api-scope', scope)
  if (!context.session.facts.emitted.has(id)) {
    context.session.facts.emitted.add(id)
    const facts: OktaScopeFacts = { scope }
    context.emit({ type: 'resource', id, ...placeOf(context), kind: 'api-scope', nativeId: scope, name: scope, facts })
  }
  context.emit({
    type: 'edge',
    kind: 'grants',
    from,
    to: id,
    conditions,
    level: 'configured',
    evidence: [{ source, detail: scope }],
  })
}
