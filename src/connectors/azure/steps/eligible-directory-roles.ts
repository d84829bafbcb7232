import type { StepMeta } from '../../contract.ts'
import { directoryGrants } from '../map/directory-grant.ts'
import { tellStrangers, tellUnlisted } from '../map/unlisted.ts'
import { instantOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listRoleEligibility } from '../routes/directory-roles.ts'

export const eligibleDirectoryRolesMeta = {
  id: 'eligible-directory-roles',
  title: 'Roles of the directory that may be activated',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['RoleManagement.Read.Directory'],
  emits: ['eligible-directory-roles'],
  after: ['service-principals', 'agent-identities', 'directory-roles'],
} as const satisfies StepMeta

export async function eligibleDirectoryRoles(context: AzureContext): Promise<void> {
  const { directoryRoles, principals } = context.session.facts
  if (principals === undefined) return tellUnlisted(context, 'who may activate a role was not asked for')
  if (directoryRoles === undefined) {
    const detail = 'Which roles the directory has was not read, so that who may activate them was not asked for.'
    return context.gap({ reason: 'not-collected', detail })
  }
  const grants = directoryGrants(context, listRoleEligibility.operation, directoryRoles)
  for await (const row of rowsOf(context, listRoleEligibility)) {
    const until = instantOf(row.endDateTime)
    grants.emit(row, { state: 'eligible', until: typeof until === 'string' ? until : null })
  }
  tellStrangers(context, 'Roles of the directory may be activated by', grants.strangers())
}
