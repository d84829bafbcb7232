/** Roles of the small organization, with as many of their permissions as matter. */
import type { NamedRow } from '../../fixtures/servers/google/estate.ts'

export const roles: readonly NamedRow[] = [
  role('roles/viewer', ['resourcemanager.projects.get', 'storage.buckets.list']),
  role('roles/editor', ['compute.instances.create', 'iam.serviceAccounts.actAs', 'storage.buckets.list']),
  role('roles/aiplatform.serviceAgent', ['aiplatform.endpoints.predict', 'storage.objects.get']),
  role('roles/aiplatform.user', ['aiplatform.endpoints.predict', 'aiplatform.reasoningEngines.list']),
  role('roles/iam.workloadIdentityUser', ['iam.serviceAccounts.getAccessToken', 'iam.serviceAccounts.getOpenIdToken']),
  role('roles/secretmanager.secretAccessor', ['secretmanager.versions.access']),
  role('organizations/1/roles/reader', ['resourcemanager.projects.get']),
  role('projects/acme-lab/roles/tester', ['storage.objects.get']),
  { ...role('projects/acme-lab/roles/gone', ['storage.objects.get']), deleted: true },
]

function role(name: string, includedPermissions: readonly string[]): NamedRow {
  return { name, title: name.slice(name.lastIndexOf('/') + 1), stage: 'GA', includedPermissions }
}
