import type { Discovery, Look } from '../contract.ts'
import { orgVariables } from './connect.ts'

/** Signs of Okta on this machine: the variables of its SDKs and of its Terraform provider. */
export function discover({ env }: Look): Discovery | undefined {
  const names = [...orgVariables, 'OKTA_ORG_NAME', 'OKTA_CLIENT_ID', 'OKTA_PRIVATE_KEY', 'OKTA_API_TOKEN']
  const found = names.filter((name) => (env(name) ?? '') !== '')
  if (found.length === 0) return undefined
  const [org, base] = [env('OKTA_ORG_NAME'), env('OKTA_BASE_URL') ?? 'okta.com']
  const addressed = orgVariables.some((name) => found.includes(name))
  return { found, settings: addressed || org === undefined ? [] : [`domain: ${JSON.stringify(`${org}.${base}`)}`] }
}
