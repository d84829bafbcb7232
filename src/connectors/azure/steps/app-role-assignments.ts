import type { AppRoleFacts } from '../../../model/facts/entra.ts'
import { unknown } from '../../../model/index.ts'
import { AbsentError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { collectMisses } from '../../shared/misses.ts'
import { lookUp } from '../batch.ts'
import { tellStrangers, tellUnlisted } from '../map/unlisted.ts'
import { idOf, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { listAppRoleAssignedTo } from '../routes/grants.ts'
import type { AppRoleAssignment } from '../routes/grants.ts'
import type { ApiRow } from '../session.ts'

export const appRoleAssignmentsMeta = {
  id: 'app-role-assignments',
  title: 'Permissions that applications hold as themselves',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['Application.Read.All'],
  emits: ['app-role-assignments'],
  after: ['service-principals', 'agent-identities'],
} as const satisfies StepMeta

/** Asked first, so that a scan that is cut short has the heaviest: Microsoft Graph, Exchange Online, SharePoint Online, Azure AD Graph. */
const first: readonly string[] = [
  '00000003-0000-0000-c000-000000000000',
  '00000002-0000-0ff1-ce00-000000000000',
  '00000003-0000-0ff1-ce00-000000000000',
  '00000002-0000-0000-c000-000000000000',
]

export async function appRoleAssignments(context: AzureContext): Promise<void> {
  const { principals, apis } = context.session.facts
  if (principals === undefined || apis === undefined)
    return tellUnlisted(context, 'what they were granted was not asked for')
  const misses = collectMisses()
  const strangers = new Set<string>()
  const granted = new Set<string>()
  for await (const [id, rows] of lookUp(context, listAppRoleAssignedTo, inOrder(apis))) {
    const api = apis.get(id)
    if (api === undefined || rows instanceof AbsentError) continue
    if (rows instanceof Error) misses.addError(api.name, rows)
    else
      for (const row of rows.filter(isOfMachine)) {
        const holder = principals.get(row.principalId)
        if (holder === undefined) strangers.add(row.principalId)
        else if (holder.entity !== undefined) emitGrant(context, { api, row, holder: holder.entity, granted })
      }
  }
  misses.tell(context, 'Permissions of')
  tellStrangers(context, 'Permissions of APIs were granted to', strangers.size)
}

/** APIs that have roles to give. */
function inOrder(apis: ReadonlyMap<string, ApiRow>): readonly string[] {
  const rank = ({ appId }: ApiRow): number => (first.includes(appId) ? first.indexOf(appId) : first.length)
  return [...apis.values()]
    .filter(({ roles }) => roles.size > 0)
    .toSorted((a, b) => rank(a) - rank(b) || (a.objectId < b.objectId ? -1 : 1))
    .map(({ objectId }) => objectId)
}

/**
 * A role that a group was assigned is in the tokens of people alone, never of applications in the group:
 * https://learn.microsoft.com/entra/identity-platform/howto-add-app-roles-in-apps
 */
function isOfMachine({ principalType }: AppRoleAssignment): boolean {
  return principalType === 'ServicePrincipal'
}

interface Grant {
  readonly api: ApiRow
  readonly row: AppRoleAssignment
  readonly holder: string
  /** Roles that were emitted already. */
  readonly granted: Set<string>
}

function emitGrant(context: AzureContext, { api, row, holder, granted }: Grant): void {
  const role = idOf(context, 'app-role', `${api.appId}/${row.appRoleId}`)
  const facts = factsOf(api, row.appRoleId)
  const value = typeof facts.value === 'string' ? facts.value : undefined
  if (!granted.has(role)) {
    granted.add(role)
    context.emit({
      type: 'resource',
      id: role,
      ...placeOf(context),
      kind: 'app-role',
      nativeId: `${api.appId}/${value ?? row.appRoleId}`,
      name: `${api.name}: ${value ?? 'access'}`,
      facts,
    })
  }
  const since = row.createdDateTime
  const evidence = [
    { source: listAppRoleAssignedTo.operation, ...(since ? { detail: `createdDateTime ${since}` } : {}) },
  ]
  context.emit({ type: 'edge', kind: 'grants', from: holder, to: role, via: row.id, level: 'configured', evidence })
}

/** The role of zeros stands for access to an API as such; any other that the API does not name was taken out of it. */
function factsOf({ appId, name, roles }: ApiRow, roleId: string): AppRoleFacts {
  const role = roles.get(roleId)
  const unnamed = /^[0-]+$/.test(roleId) ? null : unknown('failed')
  return {
    apiAppId: appId,
    apiName: name,
    roleId,
    value: role === undefined ? unnamed : role.value,
    displayName: role === undefined ? unnamed : role.title,
  }
}
