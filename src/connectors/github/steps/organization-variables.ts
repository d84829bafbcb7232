import { isUnknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt, noneIfUnsupported } from '../../shared/attempt.ts'
import { variableRecord } from '../map/stored.ts'
import type { GithubContext } from '../place.ts'
import { all } from '../read.ts'
import { variableRoutes } from '../routes/stored.ts'

export const organizationVariablesMeta = {
  id: 'organization-variables',
  title: 'Variables of the organization',
  tier: 'core',
  scopes: ['organization'],
  needs: ['organization_actions_variables=read', 'organization_agent_variables=read'],
  emits: ['organization-variables'],
} as const satisfies StepMeta

export async function organizationVariables(context: GithubContext): Promise<void> {
  const { login: org } = context.session.organization
  for (const { store, list } of variableRoutes) {
    const rows = await attempt(context, `Variables of the store ${store} were not read`, () =>
      noneIfUnsupported(all(context, list, { org })),
    )
    if (!isUnknown(rows)) for (const row of rows) context.emit(variableRecord(context, { store }, row))
  }
}
