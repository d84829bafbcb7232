/** Signs by which an app, a bot, an action or a secret is known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'

export interface AppSign {
  readonly appId: number
  readonly slug: string
  readonly title: string
  readonly description: string
}

export function aiOfApp(_app: AppSign): AiFacet | undefined {
  return undefined
}
