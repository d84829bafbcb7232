/**
 * What is known from the environment alone, by the variables of Okta's own tools: its SDKs
 * (https://github.com/okta/okta-sdk-nodejs#configuration-reference) and its Terraform provider
 * (https://registry.terraform.io/providers/okta/okta/latest/docs#environment-variables).
 */
import type { ConnectorIo } from '../contract.ts'

type Env = ConnectorIo['env']

export const orgVariables = ['OKTA_ORG_URL', 'OKTA_CLIENT_ORGURL'] as const
export const tokenVariables = ['OKTA_API_TOKEN', 'OKTA_CLIENT_TOKEN'] as const

interface AppVariables {
  readonly clientId: string
  readonly key: string
  readonly keyId?: string
}

/** One tool's belong together: the key of one is not the other's. */
export const appVariables: readonly AppVariables[] = [
  { clientId: 'OKTA_CLIENT_ID', key: 'OKTA_PRIVATE_KEY' },
  { clientId: 'OKTA_CLIENT_CLIENTID', key: 'OKTA_CLIENT_PRIVATEKEY', keyId: 'OKTA_CLIENT_KEYID' },
  { clientId: 'OKTA_API_CLIENT_ID', key: 'OKTA_API_PRIVATE_KEY', keyId: 'OKTA_API_PRIVATE_KEY_ID' },
]

export function said(env: Env, name: string | undefined): string | undefined {
  const value = name === undefined ? '' : (env(name)?.trim() ?? '')
  return value === '' ? undefined : value
}

/** The address of the organization; undefined: nothing names one. */
export function organizationIn(env: Env): string | undefined {
  const [address] = orgVariables.flatMap((name) => said(env, name) ?? [])
  const domain = domainIn(env)
  return address ?? (domain === undefined ? undefined : `https://${domain}`)
}

/** Of Terraform, which keeps it in two pieces. */
export function domainIn(env: Env): string | undefined {
  const org = said(env, 'OKTA_ORG_NAME')
  return org && `${org}.${said(env, 'OKTA_BASE_URL') ?? 'okta.com'}`
}

/** The application to sign in as; undefined: a token is there in its place, or nothing is. A client id alone may be another program's. */
export function appIn(env: Env): AppVariables | undefined {
  const named = appVariables.filter(({ clientId }) => said(env, clientId) !== undefined)
  const whole = named.find(({ key }) => said(env, key) !== undefined)
  return whole ?? (tokenIn(env) === undefined ? named[0] : undefined)
}

/** The variable that holds an API token. */
export function tokenIn(env: Env): string | undefined {
  return tokenVariables.find((name) => said(env, name) !== undefined)
}
