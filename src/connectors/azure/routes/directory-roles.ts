/** RoleManagement.Read.Directory reads the schedules as well, so that no permission of their own is asked for. */
import { z } from 'zod'
import { route } from '../route.ts'

const permission = 'RoleManagement.Read.Directory'
/** https://learn.microsoft.com/entra/id-governance/licensing-fundamentals */
const licence = 'Entra ID P2 or Entra ID Governance'

export const listRoleDefinitions = route({
  wire: 'graph',
  path: '/v1.0/roleManagement/directory/roleDefinitions',
  operation: 'GET /roleManagement/directory/roleDefinitions',
  permission,
  schema: z.object({
    id: z.string(),
    templateId: z.string().nullish(),
    displayName: z.string().nullish(),
    isBuiltIn: z.boolean().nullish(),
    isEnabled: z.boolean().nullish(),
    rolePermissions: z
      .array(
        z.object({
          allowedResourceActions: z.array(z.string()).nullish(),
          /** `$SubjectIsOwner`, `$ResourceIsSelf` */
          condition: z.string().nullish(),
        }),
      )
      .nullish(),
  }),
})
export type RoleDefinition = ReturnType<typeof listRoleDefinitions.schema.parse>

/** Who may not be read comes with its type and id all the same: https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects */
const principal = z.object({ '@odata.type': z.string().nullish() }).nullish()
const held = {
  id: z.string(),
  principalId: z.string(),
  roleDefinitionId: z.string(),
  directoryScopeId: z.string().nullish(),
}

export const listRoleAssignments = route({
  wire: 'graph',
  path: '/v1.0/roleManagement/directory/roleAssignments',
  operation: 'GET /roleManagement/directory/roleAssignments',
  query: { $expand: 'principal' },
  permission,
  schema: z.object({ ...held, principal }),
})

export const listRoleAssignmentSchedules = route({
  wire: 'graph',
  path: '/v1.0/roleManagement/directory/roleAssignmentScheduleInstances',
  operation: 'GET /roleManagement/directory/roleAssignmentScheduleInstances',
  permission,
  licence,
  schema: z.object({
    /** The id of the assignment. */
    roleAssignmentOriginId: z.string().nullish(),
    endDateTime: z.string().nullish(),
  }),
})

export const listRoleEligibility = route({
  wire: 'graph',
  path: '/v1.0/roleManagement/directory/roleEligibilityScheduleInstances',
  operation: 'GET /roleManagement/directory/roleEligibilityScheduleInstances',
  query: { $expand: 'principal' },
  permission,
  licence,
  schema: z.object({ ...held, principal, endDateTime: z.string().nullish() }),
})

export interface HeldRole {
  readonly id: string
  readonly principalId: string
  readonly roleDefinitionId: string
  readonly directoryScopeId?: string | null | undefined
  readonly principal?: { readonly '@odata.type'?: string | null | undefined } | null | undefined
}
