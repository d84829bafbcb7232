import type { Discovery, Look } from '../contract.ts'

/** Signs of OpenAI on this machine: the variables of its own libraries. A key that calls models administers nothing. */
export function discover({ env }: Look): Discovery | undefined {
  const has = (name: string): boolean => (env(name) ?? '') !== ''
  if (!has('OPENAI_ADMIN_KEY')) return undefined
  const organization = env('OPENAI_ORG_ID')
  return organization?.startsWith('org-') === true
    ? { found: ['OPENAI_ADMIN_KEY', 'OPENAI_ORG_ID'], settings: [`organization: ${JSON.stringify(organization)}`] }
    : { found: ['OPENAI_ADMIN_KEY'], settings: [] }
}
