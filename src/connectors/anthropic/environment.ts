/** Which variables hold what signs in, where muster.yaml names none. */
import type { ConnectorIo } from '../contract.ts'

type Env = ConnectorIo['env']

export const adminKeyVariables = ['ANTHROPIC_ADMIN_KEY', 'ANTHROPIC_ADMIN_API_KEY'] as const
/** Of the libraries; a proxy of one's own may have another sort of token in it: https://github.com/anthropics/anthropic-sdk-typescript */
const libraryToken = 'ANTHROPIC_AUTH_TOKEN'
export const oauthVariables = ['ANTHROPIC_OAUTH_TOKEN', libraryToken] as const

export function adminKeyIn(env: Env): string {
  return adminKeyVariables.find((name) => holds(env, name)) ?? adminKeyVariables[0]
}

export function oauthTokenIn(env: Env): string {
  return oauthVariables.find((name) => holds(env, name)) ?? oauthVariables[0]
}

export function holds(env: Env, name: string): boolean {
  const value = env(name)?.trim() ?? ''
  return name === libraryToken ? value.startsWith('sk-ant-oat') : value !== ''
}
