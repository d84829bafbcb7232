/** Secrets by name, and variables, of repositories and of their environments. */
import { z } from 'zod'
import type { SecretStore } from '../../../model/facts/github.ts'
import { route } from '../route.ts'
import type { Route } from '../route.ts'

const dated = { name: z.string().min(1), created_at: z.string().nullish(), updated_at: z.string().nullish() }
const secret = z.object(dated)
/** The value is looked at by the mapper, and goes no further. */
const variable = z.object({ ...dated, value: z.string() })

export type RepositorySecretRow = z.infer<typeof secret>

const secrets = { rows: 'secrets', schema: secret, scopes: ['repo'], perResource: true } as const

export const listRepositorySecrets = route({
  path: 'GET /repos/{owner}/{repo}/actions/secrets',
  permission: 'secrets=read',
  ...secrets,
})

export const listRepositoryDependabotSecrets = route({
  path: 'GET /repos/{owner}/{repo}/dependabot/secrets',
  permission: 'dependabot_secrets=read',
  ...secrets,
})

/**
 * Even their names are told only to who may write them, so that Muster never asks an app for it:
 * https://docs.github.com/en/rest/codespaces/repository-secrets#list-repository-secrets
 */
export const listRepositoryCodespacesSecrets = route({
  path: 'GET /repos/{owner}/{repo}/codespaces/secrets',
  permission: 'codespaces_secrets=write',
  feature: 'cloud',
  ...secrets,
})

export const listRepositoryAgentSecrets = route({
  path: 'GET /repos/{owner}/{repo}/agents/secrets',
  permission: 'agent_secrets=read',
  feature: 'cloud',
  ...secrets,
})

/** The stores beside that of Actions. */
export const otherStores = [
  { store: 'dependabot', list: listRepositoryDependabotSecrets },
  { store: 'codespaces', list: listRepositoryCodespacesSecrets },
  { store: 'agents', list: listRepositoryAgentSecrets },
] as const satisfies readonly { store: SecretStore; list: Route<RepositorySecretRow> }[]

export const listEnvironmentSecrets = route({
  path: 'GET /repos/{owner}/{repo}/environments/{environment_name}/secrets',
  permission: 'environments=read',
  ...secrets,
})

const variables = { rows: 'variables', schema: variable, scopes: ['repo'], perPage: 30, perResource: true } as const

export const listRepositoryVariables = route({
  path: 'GET /repos/{owner}/{repo}/actions/variables',
  permission: 'actions_variables=read',
  ...variables,
})

export const listEnvironmentVariables = route({
  path: 'GET /repos/{owner}/{repo}/environments/{environment_name}/variables',
  permission: 'environments=read',
  ...variables,
})
