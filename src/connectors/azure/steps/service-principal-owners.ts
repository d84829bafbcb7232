import type { StepMeta } from '../../contract.ts'
import { readOwners } from '../map/owners.ts'
import { principalId } from '../map/acting.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listOwnersOfServicePrincipal, listServicePrincipalOwners } from '../routes/owners.ts'

export const servicePrincipalOwnersMeta = {
  id: 'service-principal-owners',
  title: 'Owners of service principals',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Application.Read.All', 'User.Read.All'],
  emits: ['service-principal-owners'],
  after: ['service-principals'],
} as const satisfies StepMeta

export function servicePrincipalOwners(context: AzureContext): Promise<void> {
  return readOwners(context, {
    list: listServicePrincipalOwners,
    one: listOwnersOfServicePrincipal,
    // What the list did not show was made since, and is no application of Microsoft's.
    entity: ({ id }) => principalId(context, id) ?? idOf(context, 'service-principal', id),
  })
}
