/** Who acts for an application in this tenant. */
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { AzureContext } from '../place.ts'

/** Application id -> entity id of its service principal; none: it is not installed here. */
export function actingFor({ session }: AzureContext): (appId: string) => Known<string> {
  const { principals } = session.facts
  if (principals === undefined) return () => unknown('not-collected')
  const byAppId = new Map([...principals.values()].map(({ appId, entity }) => [appId, entity]))
  return (appId) => byAppId.get(appId) ?? null
}
