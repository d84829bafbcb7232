import type { z } from 'zod'
import type { FineGrainedTokenFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import { all as together } from '../../shared/fan-out.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { emitPersonal, permissionsOf } from '../map/personal.ts'
import { idOf, instantOf } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { all } from '../read.ts'
import { listTokenGrantRepositories, listTokenGrants } from '../routes/tokens.ts'

export const tokenGrantsMeta = {
  id: 'token-grants',
  title: 'Fine-grained tokens that were let in',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_personal_access_tokens=read'],
  emits: ['tokens'],
} as const satisfies StepMeta

type Grant = z.infer<typeof listTokenGrants.schema>

export async function tokenGrants(context: GithubContext): Promise<void> {
  const { login: org } = context.session.organization
  const grants = await all(context, listTokenGrants, { org })
  await together(grants, async (grant) => emitGrant(context, grant, await repositoriesOf(context, grant)))
}

/** Of the grant, whose id is another than the token's. */
async function repositoriesOf(context: GithubContext, grant: Grant): Promise<Known<readonly string[]>> {
  if (grant.repository_selection !== 'subset') return null
  const { login: org } = context.session.organization
  return attempt(context, `Which repositories the token ${grant.token_id} reaches was not read`, async () =>
    (await all(context, listTokenGrantRepositories, { org, pat_id: grant.id })).map((row) => row.full_name).toSorted(),
  )
}

function emitGrant(context: GithubContext, grant: Grant, repositories: Known<readonly string[]>): void {
  const facts: FineGrainedTokenFacts = {
    type: 'fine-grained',
    ownerLogin: grant.owner.login,
    grantedAt: instantOf(grant.access_granted_at),
    expired: grant.token_expired,
    repositorySelection: grant.repository_selection,
    repositories,
    permissions: permissionsOf(grant.permissions),
  }
  const expiresAt = instantOf(grant.token_expires_at)
  emitPersonal(context, {
    holder: grant.owner.id,
    source: listTokenGrants.path,
    lastUsedAt: instantOf(grant.token_last_used_at),
    credential: {
      id: idOf(context, 'token', grant.token_id),
      kind: 'token',
      nativeId: String(grant.token_id),
      name: grant.token_name,
      // Only that it was let in is told, not when its owner made it or made it anew.
      createdAt: unknown('unsupported'),
      rotatedAt: unknown('unsupported'),
      expiresAt,
      enabled: !grant.token_expired,
      lifetime: expiresAt === null ? 'static' : 'expiring',
      facts,
    },
  })
}
