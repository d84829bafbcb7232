import type { DirectoryRoleFacts } from '../../../model/facts/entra.ts'
import type { Instant } from '../../../model/index.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { directoryGrants } from '../map/directory-grant.ts'
import { tellStrangers, tellUnlisted } from '../map/unlisted.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listRoleAssignments, listRoleAssignmentSchedules, listRoleDefinitions } from '../routes/directory-roles.ts'
import type { RoleDefinition } from '../routes/directory-roles.ts'

export const directoryRolesMeta = {
  id: 'directory-roles',
  title: 'Roles of the directory and who holds them',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['RoleManagement.Read.Directory'],
  emits: ['directory-roles'],
  after: ['service-principals', 'agent-identities'],
} as const satisfies StepMeta

export async function directoryRoles(context: AzureContext): Promise<void> {
  const { facts } = context.session
  const roles = new Map<string, string>()
  for await (const row of rowsOf(context, listRoleDefinitions)) roles.set(row.id, emitRole(context, row))
  facts.directoryRoles = roles
  if (facts.principals === undefined) return tellUnlisted(context, 'who of them holds which role was not asked for')
  const ends = await endsOf(context)
  const grants = directoryGrants(context, listRoleAssignments.operation, roles)
  for await (const row of rowsOf(context, listRoleAssignments))
    grants.emit(row, { state: 'active', until: ends.get(row.id) ?? null })
  tellStrangers(context, 'Roles of the directory are held by', grants.strangers())
}

/** Only Privileged Identity Management lets an assignment end by itself: a tenant without it has none that does. */
async function endsOf(context: AzureContext): Promise<ReadonlyMap<string, Instant>> {
  const ends = new Map<string, Instant>()
  await attempt(context, 'When roles end was not read', async () => {
    try {
      for await (const row of rowsOf(context, listRoleAssignmentSchedules)) {
        const until = instantOf(row.endDateTime)
        if (typeof until === 'string' && row.roleAssignmentOriginId) ends.set(row.roleAssignmentOriginId, until)
      }
    } catch (error) {
      if ((error instanceof VendorError || error instanceof AccessError) && error.reason === 'unlicensed') return
      throw error
    }
  })
  return ends
}

function emitRole(context: AzureContext, row: RoleDefinition): string {
  const facts: DirectoryRoleFacts = {
    templateId: row.templateId ?? row.id,
    displayName: row.displayName ?? row.id,
    builtIn: row.isBuiltIn === true,
    enabled: row.isEnabled !== false,
    actions: actionsOf(row),
  }
  const id = idOf(context, 'directory-role', facts.templateId)
  const { templateId: nativeId, displayName: name } = facts
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'directory-role', nativeId, name, facts })
  return id
}

/** Actions on oneself or on what one owns are no power over others, and are left out. */
function actionsOf({ rolePermissions }: RoleDefinition): readonly string[] {
  const unbound = (rolePermissions ?? []).filter(({ condition }) => !condition)
  return [...new Set(unbound.flatMap(({ allowedResourceActions }) => allowedResourceActions ?? []))].toSorted()
}
