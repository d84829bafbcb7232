import type { Discovery, Look } from '../contract.ts'

/** Signs of Anthropic on this machine. A key that calls models administers nothing. */
export function discover({ env }: Look): Discovery | undefined {
  const found = ['ANTHROPIC_ADMIN_KEY', 'ANTHROPIC_OAUTH_TOKEN'].filter((name) => (env(name) ?? '') !== '')
  return found.length === 0 ? undefined : { found, settings: [] }
}
