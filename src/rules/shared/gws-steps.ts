/** Steps that several rules of Google Workspace hand to the reader. */
import { workspaceUserFacts } from '../../analysis/effective/gws-facts.ts'
import type { Grant } from '../../analysis/effective/gws-grants.ts'
import type { Evidence, Identity, Remediation } from '../../model/index.ts'
import { counted } from '../../analysis/time.ts'
import { word } from './shell.ts'

export const grantScope = 'https://www.googleapis.com/auth/admin.reports.audit.readonly'
export const tokenScope = 'https://www.googleapis.com/auth/admin.directory.user.security'
export const userScope = 'https://www.googleapis.com/auth/admin.directory.user.readonly'
export const policyScope = 'https://www.googleapis.com/auth/cloud-identity.policies.readonly'

const directory = 'https://admin.googleapis.com/admin/directory/v1'

/** A call of the Directory API; the token is an administrator's, with the scope that the page of the method names. */
export function directoryCall(method: 'DELETE' | 'PATCH', path: string): string {
  return `curl -X ${method} -H "Authorization: Bearer $TOKEN" ${word(`${directory}${path}`)}`
}

export function limitClient(client: Identity): Remediation {
  return {
    text: `Limit or block ${client.name} for everybody: Admin console > Security > API controls > App access control, client id ${client.nativeId}.`,
  }
}

/** Takes away what one user gave; others keep it. */
export function takeBack(client: Identity, { user, userId }: Grant): Remediation {
  const key = userId.slice(userId.lastIndexOf(':') + 1)
  const whose = user === undefined ? `user ${key}` : workspaceUserFacts(user).email
  return {
    text: `Take away what ${whose} gave ${client.name}; it has to ask again.`,
    command: directoryCall('DELETE', `/users/${key}/tokens/${client.nativeId}`),
  }
}

/** `ada@acme.example`, `3 users`. */
export function usersInWords(grants: readonly Grant[]): string {
  const [only] = grants
  if (grants.length !== 1 || only === undefined) return counted(grants.length, 'user')
  return only.user === undefined ? 'one user' : workspaceUserFacts(only.user).email
}

/** One line a grant, where it was read. */
export function grantEvidence(grants: readonly Grant[]): readonly Evidence[] {
  return grants.slice(0, 12).map(({ userId, scopes, grantedAt }) => ({
    source: grantedAt === null ? 'directory.tokens.list' : 'reports.activities.list',
    detail: `user ${userId.slice(userId.lastIndexOf(':') + 1)}${grantedAt === null ? '' : ` on ${grantedAt.slice(0, 10)}`}: ${scopes.join(' ')}`,
  }))
}

/** Who of the users is suspended is not known where none of them is: then nothing may act at all. */
export function sureOf(grants: readonly Grant[]): { readonly confidence?: 'possible' } {
  return grants.some(({ user }) => user !== undefined) ? {} : { confidence: 'possible' }
}
