import type { GithubOrganizationFacts } from '../../../model/facts/github.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { idOf, placeOf } from '../place.ts'
import type { GithubContext } from '../place.ts'

export const organizationMeta = {
  id: 'organization',
  title: 'The organization',
  tier: 'core',
  scopes: ['organization'],
  needs: [],
  emits: ['organization'],
} as const satisfies StepMeta

/** Signing in has read it; GitHub tells its plan and settings to owners and to apps that may read its administration. */
export async function organization(context: GithubContext): Promise<void> {
  const { organization: row, signIn, evidence } = context.session
  const untold = unknown('denied')
  const total =
    typeof row.public_repos !== 'number' || typeof row.total_private_repos !== 'number'
      ? untold
      : row.public_repos + row.total_private_repos
  const facts: GithubOrganizationFacts = {
    organizationId: row.id,
    plan: row.plan?.name ?? untold,
    twoFactorRequired: row.two_factor_requirement_enabled ?? untold,
    defaultRepositoryPermission: row.default_repository_permission ?? untold,
    repositories: total,
    seenRepositories: unknown('not-collected'),
    signedInWith: signIn.kind,
    serverVersion: evidence.serverVersion ?? null,
    actionsIssuer: actionsIssuer(context.session.client.endpoint),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'organization', row.id),
    ...placeOf(context),
    kind: 'organization',
    nativeId: row.login,
    name: row.login,
    facts,
  })
}

/**
 * https://docs.github.com/en/enterprise-server/admin/configuring-settings/configuring-github-actions-oidc and
 * https://docs.github.com/en/enterprise-cloud@latest/admin/data-residency/network-details-for-ghecom
 */
export function actionsIssuer(endpoint: string): string {
  const { hostname, pathname } = new URL(endpoint)
  if (pathname.startsWith('/api/v3')) return `${hostname}/_services/token`
  const subdomain = /^api\.(.+\.ghe\.com)$/.exec(hostname)?.[1]
  return subdomain === undefined ? 'token.actions.githubusercontent.com' : `token.actions.${subdomain}`
}
