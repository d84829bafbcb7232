import type { Discovery, Look } from '../contract.ts'
import { appVariables, domainIn, orgVariables, tokenVariables } from './environment.ts'

/** Signs of Okta on this machine: the variables of its SDKs and of its Terraform provider. */
export function discover({ env }: Look): Discovery | undefined {
  const apps = appVariables.flatMap(({ clientId, key }) => [clientId, key])
  const names = [...orgVariables, 'OKTA_ORG_NAME', ...apps, ...tokenVariables]
  const found = names.filter((name) => (env(name)?.trim() ?? '') !== '')
  if (found.length === 0) return undefined
  const addressed = orgVariables.some((name) => found.includes(name))
  const domain = domainIn(env)
  return { found, settings: addressed || domain === undefined ? [] : [`domain: ${JSON.stringify(domain)}`] }
}
