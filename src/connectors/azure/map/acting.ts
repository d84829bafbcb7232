/** Who acts for an application in this tenant. */
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'

/** Application id -> entity id of its service principal; none: it is not installed here. */
export function actingFor(context: AzureContext): (appId: string) => Known<string> {
  const { principals } = context.session.facts
  if (principals === undefined) return () => unknown('not-collected')
  // Agents sign in by their blueprint's application, and do not act for it.
  const agents = idOf(context, 'agent-identity', '')
  const acting = [...principals.values()].filter(({ entity }) => entity?.startsWith(agents) !== true)
  const byAppId = new Map(acting.map(({ appId, entity }) => [appId, entity]))
  return (appId) => byAppId.get(appId) ?? null
}

/** Entity id of a service principal, also of Microsoft's own; undefined: it is in no list. */
export function principalId(context: AzureContext, objectId: string): string | undefined {
  const row = context.session.facts.principals?.get(objectId)
  return row === undefined ? undefined : (row.entity ?? idOf(context, 'microsoft-app', objectId))
}
