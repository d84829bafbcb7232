import type { Discovery, Look } from '../contract.ts'
import { adminKeyVariables, holds, oauthVariables } from './environment.ts'

/** Signs of Anthropic on this machine. A key that calls models administers nothing. */
export function discover({ env }: Look): Discovery | undefined {
  const found = [...adminKeyVariables, ...oauthVariables].filter((name) => holds(env, name))
  return found.length === 0 ? undefined : { found, settings: [] }
}
