/** Secrets by name, and variables, of the organization. */
import { z } from 'zod'
import type { SecretStore } from '../../../model/facts/github.ts'
import { route } from '../route.ts'
import type { Route } from '../route.ts'

const dated = {
  name: z.string().min(1),
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  visibility: z.enum(['all', 'private', 'selected']),
}
const secret = z.object(dated)
/** The value is looked at by the mapper, and goes no further. */
const variable = z.object({ ...dated, value: z.string() })
const repository = z.object({ full_name: z.string().min(1) })

export type OrganizationSecretRow = z.infer<typeof secret>
export type OrganizationVariableRow = z.infer<typeof variable>

const scopes = ['admin:org']

export const listActionsSecrets = route({
  path: 'GET /orgs/{org}/actions/secrets',
  rows: 'secrets',
  schema: secret,
  permission: 'organization_secrets=read',
  scopes,
})

export const listDependabotSecrets = route({
  path: 'GET /orgs/{org}/dependabot/secrets',
  rows: 'secrets',
  schema: secret,
  permission: 'organization_dependabot_secrets=read',
  scopes,
})

export const listCodespacesSecrets = route({
  path: 'GET /orgs/{org}/codespaces/secrets',
  rows: 'secrets',
  schema: secret,
  permission: 'organization_codespaces_secrets=read',
  scopes,
  feature: 'cloud',
})

export const listAgentSecrets = route({
  path: 'GET /orgs/{org}/agents/secrets',
  rows: 'secrets',
  schema: secret,
  permission: 'organization_agent_secrets=read',
  scopes,
  feature: 'cloud',
})

export const listActionsSecretRepositories = route({
  path: 'GET /orgs/{org}/actions/secrets/{secret_name}/repositories',
  rows: 'repositories',
  schema: repository,
  permission: 'organization_secrets=read',
  scopes,
  perResource: true,
})

export const listDependabotSecretRepositories = route({
  path: 'GET /orgs/{org}/dependabot/secrets/{secret_name}/repositories',
  rows: 'repositories',
  schema: repository,
  permission: 'organization_dependabot_secrets=read',
  scopes,
  perResource: true,
})

export const listCodespacesSecretRepositories = route({
  path: 'GET /orgs/{org}/codespaces/secrets/{secret_name}/repositories',
  rows: 'repositories',
  schema: repository,
  permission: 'organization_codespaces_secrets=read',
  scopes,
  feature: 'cloud',
  perResource: true,
})

export const listAgentSecretRepositories = route({
  path: 'GET /orgs/{org}/agents/secrets/{secret_name}/repositories',
  rows: 'repositories',
  schema: repository,
  permission: 'organization_agent_secrets=read',
  scopes,
  feature: 'cloud',
  perResource: true,
})

/** The stores of an organization's secrets, each with its own permission. */
export const secretRoutes = [
  { store: 'actions', list: listActionsSecrets, repositories: listActionsSecretRepositories },
  { store: 'dependabot', list: listDependabotSecrets, repositories: listDependabotSecretRepositories },
  { store: 'codespaces', list: listCodespacesSecrets, repositories: listCodespacesSecretRepositories },
  { store: 'agents', list: listAgentSecrets, repositories: listAgentSecretRepositories },
] as const satisfies readonly {
  store: SecretStore
  list: Route<OrganizationSecretRow>
  repositories: Route<z.infer<typeof repository>>
}[]

export const listActionsVariables = route({
  path: 'GET /orgs/{org}/actions/variables',
  rows: 'variables',
  schema: variable,
  permission: 'organization_actions_variables=read',
  scopes,
  perPage: 30,
})

export const listAgentVariables = route({
  path: 'GET /orgs/{org}/agents/variables',
  rows: 'variables',
  schema: variable,
  permission: 'organization_agent_variables=read',
  scopes,
  perPage: 30,
  feature: 'cloud',
})

export const variableRoutes = [
  { store: 'actions', list: listActionsVariables },
  { store: 'agents', list: listAgentVariables },
] as const satisfies readonly { store: SecretStore; list: Route<OrganizationVariableRow> }[]
