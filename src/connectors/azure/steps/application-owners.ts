import type { StepMeta } from '../../contract.ts'
import { applicationId } from '../map/application.ts'
import { readOwners } from '../map/owners.ts'
import type { AzureContext } from '../place.ts'
import { listApplicationOwners, listOwnersOfApplication } from '../routes/owners.ts'

export const applicationOwnersMeta = {
  id: 'application-owners',
  title: 'Owners of applications',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Application.Read.All', 'User.Read.All'],
  emits: ['application-owners'],
  after: ['service-principals'],
} as const satisfies StepMeta

export function applicationOwners(context: AzureContext): Promise<void> {
  return readOwners(context, {
    list: listApplicationOwners,
    one: listOwnersOfApplication,
    entity: (row) => applicationId(context, row),
  })
}
