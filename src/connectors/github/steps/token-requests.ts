import type { TokenRequestFacts } from '../../../model/facts/github.ts'
import type { StepMeta } from '../../contract.ts'
import { permissionsOf } from '../map/personal.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listTokenRequests } from '../routes/tokens.ts'

export const tokenRequestsMeta = {
  id: 'token-requests',
  title: 'Fine-grained tokens that wait to be let in',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_personal_access_token_requests=read'],
  emits: ['token-requests'],
} as const satisfies StepMeta

export async function tokenRequests(context: GithubContext): Promise<void> {
  const { login: org } = context.session.organization
  for await (const row of rowsOf(context, listTokenRequests, { org })) {
    const facts: TokenRequestFacts = {
      ownerLogin: row.owner.login,
      reason: row.reason === '' ? null : (row.reason ?? null),
      requestedAt: instantOf(row.created_at),
      expiresAt: instantOf(row.token_expires_at),
      repositorySelection: row.repository_selection,
      permissions: permissionsOf(row.permissions),
    }
    context.emit({
      type: 'resource',
      id: idOf(context, 'token-request', row.id),
      ...placeOf(context),
      kind: 'token-request',
      nativeId: String(row.id),
      name: row.token_name ?? `request of ${row.owner.login}`,
      facts,
    })
  }
}
