/** Words for GitHub's tokens, and where they are read. */
import type { Credential } from '../../model/index.ts'
import { tokenFacts } from '../../analysis/effective/github-facts.ts'
import type { TokenFacts } from '../../analysis/effective/github-facts.ts'

export const tokenKinds = {
  'fine-grained': 'Fine-grained token',
  classic: 'Classic token',
  'oauth-app': 'OAuth token',
  'app-user': 'App token',
} as const satisfies { readonly [T in TokenFacts['type']]: string }

export const keySource = {
  source: 'GET /orgs/{org}/credential-authorizations',
  permission: 'organization_administration=read',
} as const

export const deployKeySource = { source: 'GET /repos/{owner}/{repo}/keys', permission: 'administration=read' } as const

export function tokenSource(token: Credential): { readonly source: string; readonly permission: string } {
  if (tokenFacts(token).type !== 'fine-grained') return keySource
  return { source: 'GET /orgs/{org}/personal-access-tokens', permission: 'organization_personal_access_tokens=read' }
}
