/** The least that Muster has to be allowed: OAuth scopes for its client, and privileges of the role of an administrator. */
import type { StepMeta } from '../contract.ts'
import { isScope, superPrivilege } from './needs.ts'

interface Needed {
  readonly scopes: readonly string[]
  readonly privileges: readonly string[]
}

function neededBy(steps: readonly StepMeta[]): Needed {
  const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()
  return { scopes: needs.filter(isScope), privileges: needs.filter((need) => !isScope(need)) }
}

/** As the Admin console takes them: the scopes in one line, for Security > API controls > Domain-wide delegation > Add new. */
function native(steps: readonly StepMeta[]): string {
  const { scopes, privileges } = neededBy(steps)
  return `# Admin console > Security > API controls > Domain-wide delegation > Add new: the client id of Muster's service account, and
${scopes.join(',')}

# Admin console > Account > Admin roles: what the administrator that Muster speaks for has to hold
${privileges.map((privilege) => `- ${privilege}${privilege === superPrivilege ? superNote : ''}\n`).join('')}${notes(scopes)}`
}

const superNote = ' (roles and API controls are shown to super administrators alone; without it these two stay unknown)'

function notes(scopes: readonly string[]): string {
  const security = scopes.find((scope) => scope.endsWith('.security'))
  return security === undefined
    ? ''
    : `
# ${security} can also sign users out and take away what they let in: Google has none that only reads.
# Leave it out, and app passwords and grants older than the log stay unknown.
`
}

function list(steps: readonly StepMeta[]): string {
  const { scopes, privileges } = neededBy(steps)
  return `${[...scopes, ...privileges].join('\n')}\n`
}

function terraform(steps: readonly StepMeta[]): string {
  const { scopes, privileges } = neededBy(steps)
  return `variable "project" {
  description = "The project that Muster's service account lives in, and whose quota it uses."
}

resource "google_service_account" "muster" {
  project    = var.project
  account_id = "muster-workspace"
}

resource "google_project_service" "muster" {
  for_each = toset(["admin.googleapis.com", "cloudidentity.googleapis.com", "iamcredentials.googleapis.com"])
  project  = var.project
  service  = each.value
}

# It signs for itself, so that there is no key.
resource "google_service_account_iam_member" "muster_signs" {
  service_account_id = google_service_account.muster.name
  role               = "roles/iam.serviceAccountTokenCreator"
  member             = google_service_account.muster.member
}

# By hand, since no provider can: Admin console > Security > API controls > Domain-wide delegation > Add new.
output "domain_wide_delegation" {
  value = {
    client_id = google_service_account.muster.unique_id
    scopes = [
${scopes.map((scope) => `      "${scope}",\n`).join('')}    ]
  }
}

# By hand: Admin console > Account > Admin roles, a role with these privileges for the administrator that is named as subject.
output "admin_privileges" {
  value = [
${privileges.map((privilege) => `    "${privilege}",\n`).join('')}  ]
}
`
}

export const permissions = { native, terraform, list }
