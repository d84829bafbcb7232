/** The least that Muster has to be allowed: scopes of an API service application, and roles of administrators. */
import type { StepMeta } from '../contract.ts'

const rolesScope = 'okta.roles.read'

function scopesOf(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()
}

/** As the Admin Console takes them. */
function native(steps: readonly StepMeta[]): string {
  const scopes = scopesOf(steps)
  return `# Admin Console > Applications > Create App Integration > API Services; client authentication: public key / private key

# Okta API Scopes: grant
${scopes.map((scope) => `- ${scope}\n`).join('')}${boughtNote(scopes)}
# Admin roles: assign. A scope without a role gives nothing.
- Read-only Administrator
${scopes.includes(rolesScope) ? `${rolesNote}\n` : ''}`
}

/** Scopes that an organization without the product does not know. */
const products = [
  [/^okta\.aiAgents\./, 'Okta for AI Agents'],
  [/^okta\.serviceAccounts\./, 'Okta Privileged Access'],
] as const

function boughtNote(scopes: readonly string[]): string {
  return products
    .map(([pattern, product]) => ({ product, own: scopes.filter((scope) => pattern.test(scope)) }))
    .filter(({ own }) => own.length > 0)
    .map(({ product, own }) => `# Only with ${product}: ${own.join(', ')}; leave out what is not there.\n`)
    .join('')
}

/** https://developer.okta.com/docs/api/openapi/okta-management/guides/permissions/ */
const rolesNote =
  '- a custom role with "View roles, resources, and admin assignments" (okta.iam.read), over all identity and access management resources: administrators and their roles are shown to nobody else but super administrators'

function list(steps: readonly StepMeta[]): string {
  return `${scopesOf(steps).join('\n')}\n`
}

function terraform(steps: readonly StepMeta[]): string {
  const scopes = scopesOf(steps)
  return `variable "org_url" {
  description = "https://acme.okta.com"
}

variable "public_key" {
  description = "The public key as a JWK: an object with kid, kty, e and n."
  type        = map(string)
}

resource "okta_app_oauth" "muster" {
  label                      = "Muster"
  type                       = "service"
  grant_types                = ["client_credentials"]
  response_types             = ["token"]
  token_endpoint_auth_method = "private_key_jwt"
  jwks {
    kid = var.public_key.kid
    kty = var.public_key.kty
    e   = var.public_key.e
    n   = var.public_key.n
  }
}

${boughtNote(scopes)}resource "okta_app_oauth_api_scope" "muster" {
  app_id = okta_app_oauth.muster.id
  issuer = var.org_url
  scopes = [
${scopes.map((scope) => `    "${scope}",\n`).join('')}  ]
}

resource "okta_app_oauth_role_assignment" "muster_reads" {
  client_id = okta_app_oauth.muster.client_id
  type      = "READ_ONLY_ADMIN"
}
${scopes.includes(rolesScope) ? rolesTerraform : ''}`
}

const rolesTerraform = `
# Administrators and their roles are shown to nobody else but super administrators.
resource "okta_admin_role_custom" "muster" {
  label       = "Muster reader"
  description = "Sees who administers, and changes nothing."
  permissions = ["okta.iam.read"]
}

variable "iam_resource" {
  description = "orn:okta:iam:<org id>:contained_resources"
}

resource "okta_resource_set" "muster" {
  label         = "Muster reader"
  description   = "Roles, resource sets and who holds them."
  resources_orn = [var.iam_resource]
}

resource "okta_app_oauth_role_assignment" "muster_sees_administrators" {
  client_id    = okta_app_oauth.muster.client_id
  type         = "CUSTOM"
  role         = okta_admin_role_custom.muster.id
  resource_set = okta_resource_set.muster.id
}
`

export const permissions = { native, terraform, list }
