import type { Known } from '../../../model/index.ts'
import { isUnknown } from '../../../model/index.ts'
import { all as together } from '../../shared/fan-out.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt, noneIfUnsupported } from '../../shared/attempt.ts'
import { secretRecord } from '../map/stored.ts'
import type { GithubContext } from '../place.ts'
import { all } from '../read.ts'
import { secretRoutes } from '../routes/stored.ts'
import type { OrganizationSecretRow } from '../routes/stored.ts'

export const organizationSecretsMeta = {
  id: 'organization-secrets',
  title: 'Secrets of the organization, by name',
  tier: 'core',
  scopes: ['organization'],
  needs: [
    'organization_secrets=read',
    'organization_dependabot_secrets=read',
    'organization_codespaces_secrets=read',
    'organization_agent_secrets=read',
  ],
  emits: ['organization-secrets'],
} as const satisfies StepMeta

type Stored = (typeof secretRoutes)[number]

export async function organizationSecrets(context: GithubContext): Promise<void> {
  const { login: org } = context.session.organization
  for (const stored of secretRoutes) {
    const rows = await attempt(context, `Secrets of the store ${stored.store} were not read`, () =>
      noneIfUnsupported(all(context, stored.list, { org })),
    )
    if (isUnknown(rows)) continue
    await together(rows, async (row) =>
      context.emit(secretRecord(context, { store: stored.store }, row, await repositoriesOf(context, stored, row))),
    )
  }
}

/** One request for each secret: only where the scan goes deep. */
async function repositoriesOf(
  context: GithubContext,
  { store, repositories }: Stored,
  { name, visibility }: OrganizationSecretRow,
): Promise<Known<readonly string[]> | undefined> {
  if (visibility !== 'selected' || context.io.tier !== 'deep') return undefined
  const { login: org } = context.session.organization
  return attempt(context, `Which repositories get the secret ${name} of the store ${store} was not read`, async () =>
    (await all(context, repositories, { org, secret_name: name })).map((row) => row.full_name).toSorted(),
  )
}
