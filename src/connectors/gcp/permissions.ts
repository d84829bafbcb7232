/** The least that Muster has to be allowed: a custom role of the organization. */
import type { StepMeta } from '../contract.ts'
import { groupsReader } from './routes/groups.ts'

/** It lets whoever asks use the project's quota, and is granted on that project alone. */
const quota = 'serviceusage.services.use'

/** What no custom role of IAM can hold, or should. */
const apart = [quota, groupsReader]

function neededBy(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap(({ needs }) => needs))].filter((need) => !apart.includes(need)).toSorted()
}

/** For `gcloud iam roles create musterReader --organization=… --file=-`. */
function native(steps: readonly StepMeta[]): string {
  return `title: Muster reader
description: What nhi-muster reads of Google Cloud, and nothing else.
stage: GA
includedPermissions:
${neededBy(steps)
  .map((permission) => `- ${permission}\n`)
  .join('')}# On the project whose quota is used alone: roles/serviceusage.serviceUsageConsumer (${quota}).
# In the Admin console, for who is in the groups that hold roles: Admin roles, ${groupsReader}, Assign service accounts.
`
}

function list(steps: readonly StepMeta[]): string {
  return `${[...neededBy(steps), ...apart].join('\n')}\n`
}

function terraform(steps: readonly StepMeta[]): string {
  return `variable "organization_id" {
  description = "Number of the organization that is read."
}

variable "quota_project" {
  description = "The project that Muster's service account lives in, and whose quota it uses."
}

resource "google_service_account" "muster" {
  project    = var.quota_project
  account_id = "muster"
}

resource "google_organization_iam_custom_role" "muster" {
  org_id  = var.organization_id
  role_id = "musterReader"
  title   = "Muster reader"
  permissions = [
${neededBy(steps)
  .map((permission) => `    "${permission}",\n`)
  .join('')}  ]
}

resource "google_organization_iam_member" "muster" {
  org_id = var.organization_id
  role   = google_organization_iam_custom_role.muster.id
  member = google_service_account.muster.member
}

resource "google_project_iam_member" "muster_quota" {
  project = var.quota_project
  role    = "roles/serviceusage.serviceUsageConsumer"
  member  = google_service_account.muster.member
}

# For who is in the groups that hold roles: give the service account the role ${groupsReader} in the Admin console.
`
}

export const permissions = { native, terraform, list }
