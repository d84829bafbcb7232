/** What a file holds that az, Graph Explorer or a script wrote: told by `@odata.context`, else by what its rows have. */
import { ConfigError } from '../../errors.ts'

export type Row = { readonly [name: string]: unknown }

/** Rows of one file. */
export interface Part {
  readonly path: string
  /** `servicePrincipals`, `roleManagement/directory/roleDefinitions`; of Resource Graph `azure`. */
  readonly list: string
  readonly rows: readonly Row[]
  /** The answer was one thing, and no list. */
  readonly single: boolean
  /** It says that it goes on elsewhere. */
  readonly more: boolean
}

export function partOf(path: string, text: string): Part {
  const data = parsed(path, text)
  if (Array.isArray(data)) return listed(path, data, undefined, false)
  if (!isRow(data)) throw unknownFile(path)
  const context = data['@odata.context']
  const name = typeof context === 'string' ? nameIn(context) : undefined
  // `az graph query` says `skip_token`, Resource Graph itself `$skipToken`.
  if (Array.isArray(data['data']))
    return listed(path, data['data'], 'azure', isTold(data['skip_token'] ?? data['$skipToken']))
  if (Array.isArray(data['value']))
    return listed(path, data['value'], name, isTold(data['@odata.nextLink'] ?? data['nextLink']))
  if (name !== undefined) return { path, list: name, rows: [data], single: true, more: false }
  return listed(path, [data], undefined, false)
}

/**
 * `…/$metadata#applications(id,owners())` -> `applications`; `#policies/authorizationPolicy/$entity` -> without its end.
 * What stands below one thing (`#servicePrincipals('…')/appRoleAssignedTo`) is told by its rows.
 */
function nameIn(context: string): string | undefined {
  if (/\('[^']*'\)\//.test(context)) return undefined
  const [, name = ''] = /#([^(]+)/.exec(context) ?? []
  return name.replace(/\/\$entity$/, '').replace(/^Collection$/, '') || undefined
}

function listed(path: string, given: readonly unknown[], name: string | undefined, more: boolean): Part {
  const rows = given.filter(isRow)
  const list = name ?? listBy(rows[0])
  if (list === undefined) throw unknownFile(path)
  return { path, list, rows: list === 'azure' ? rows.map(asAzure) : rows, single: false, more }
}

/** What only one list has. An empty list without a name says nothing. */
function listBy(row: Row | undefined): string | undefined {
  if (row === undefined) return undefined
  const has = (...names: readonly string[]): boolean => names.every((name) => name in row)
  if (has('servicePrincipalType', 'appId')) return 'servicePrincipals'
  if (has('signInAudience', 'appId')) return 'applications'
  if (has('consentType', 'clientId')) return 'oauth2PermissionGrants'
  if (has('verifiedDomains')) return 'organization'
  if (has('appRoleId', 'resourceId', 'principalId')) return 'appRoleAssignments'
  if (has('roleDefinitionId', 'directoryScopeId')) return 'roleManagement/directory/roleAssignments'
  if (has('templateId', 'rolePermissions')) return 'roleManagement/directory/roleDefinitions'
  if (has('lastSignInActivity', 'appId')) return 'reports/servicePrincipalSignInActivities'
  if (has('signInActivity', 'keyId')) return 'reports/appCredentialSignInActivities'
  const { id } = row
  if (typeof id === 'string' && id.startsWith('/')) return 'azure'
  // `az account list` and `az account show`: ids of subscriptions without their path.
  return has('tenantId', 'state') ? 'azure' : undefined
}

/** Rows of other commands of az, as Resource Graph has them. */
function asAzure(row: Row): Row {
  const { id } = row
  if (typeof id === 'string' && !id.startsWith('/') && 'state' in row)
    return {
      id: `/subscriptions/${id}`,
      type: 'microsoft.resources/subscriptions',
      name: row['name'],
      subscriptionId: id,
      tenantId: row['homeTenantId'] ?? row['tenantId'],
      properties: { state: row['state'], managedByTenants: row['managedByTenants'] },
    }
  // `az role assignment list` calls this column otherwise.
  return 'delegatedManagedIdentityResourceId' in row
    ? { ...row, delegated: row['delegatedManagedIdentityResourceId'] }
    : row
}

export function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isTold(token: unknown): boolean {
  return typeof token === 'string' && token !== ''
}

function parsed(path: string, text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw new ConfigError(`${path} is no JSON.`, 'Write it with az and -o json, in UTF-8.')
  }
}

function unknownFile(path: string): ConfigError {
  return new ConfigError(
    `${path} holds nothing that is known here.`,
    'docs/guide/azure.md tells which answers of Graph and of Azure are read.',
  )
}
