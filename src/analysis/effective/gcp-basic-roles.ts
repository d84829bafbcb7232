/**
 * What the three basic roles allow, where their thousands of permissions were not read: what control hangs on.
 * https://cloud.google.com/iam/docs/roles-overview#basic
 */
import type { Known } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'

/** Owners give roles away and read secrets; editors do neither. Neither gets tokens of service accounts outright. */
const owners = [
  'iam.serviceAccounts.setIamPolicy',
  'resourcemanager.projects.setIamPolicy',
  'secretmanager.versions.access',
  'iam.roles.update',
]
const editors = [
  'cloudbuild.builds.create',
  'cloudfunctions.functions.create',
  'cloudfunctions.functions.update',
  'compute.instances.create',
  'compute.instances.setMetadata',
  'compute.instances.setServiceAccount',
  'compute.projects.setCommonInstanceMetadata',
  'iam.serviceAccountKeys.create',
  'iam.serviceAccounts.actAs',
  'run.jobs.create',
  'run.services.create',
  'run.services.update',
]
const nobodys = [
  'iam.serviceAccounts.getAccessToken',
  'iam.serviceAccounts.implicitDelegation',
  'iam.serviceAccounts.signBlob',
  'iam.serviceAccounts.signJwt',
]

const basic: { readonly [role: string]: { readonly has: readonly string[]; readonly lacks: readonly string[] } } = {
  'roles/owner': { has: [...editors, ...owners], lacks: nobodys },
  'roles/editor': { has: editors, lacks: [...owners, ...nobodys] },
  'roles/viewer': { has: [], lacks: [...editors, ...owners, ...nobodys] },
}

/** Whether the role has the permission; undefined: its permissions were not read, and its name does not tell. */
export function roleHas(
  role: string,
  permissions: Known<ReadonlySet<string>>,
  permission: string,
): boolean | undefined {
  if (isKnown(permissions)) return permissions.has(permission)
  const known = basic[role]
  if (known?.has.includes(permission) === true) return true
  return known?.lacks.includes(permission) === true ? false : undefined
}

/** What is known of a basic role without having read it; undefined: nothing is. */
export function knownOf(role: string): readonly string[] | undefined {
  return basic[role]?.has
}
