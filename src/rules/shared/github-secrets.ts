/** Where GitHub's secrets are read, and what is said of them. */
import type { Evidence, Resource } from '../../model/index.ts'
import { storedSecretFacts } from '../../analysis/effective/github-facts.ts'
import { placeOfSecret } from '../../analysis/effective/github-secrets.ts'

const permissions = {
  actions: { organization: 'organization_secrets=read', repository: 'secrets=read', environment: 'environments=read' },
  dependabot: { organization: 'organization_dependabot_secrets=read', repository: 'dependabot_secrets=read' },
  codespaces: { organization: 'organization_codespaces_secrets=read', repository: 'codespaces_secrets=read' },
  agents: { organization: 'organization_agent_secrets=read', repository: 'agent_secrets=read' },
} as const

export function secretPermission(secret: Resource): string {
  const { store, level } = storedSecretFacts(secret)
  if (level === 'environment') return permissions.actions.environment
  return permissions[store][level]
}

export function secretValues(secret: Resource): { readonly secret: string; readonly place: string } {
  return { secret: secret.name, place: placeOfSecret(secret) }
}

export function secretEvidence(secret: Resource, detail: string): readonly Evidence[] {
  const { store, level } = storedSecretFacts(secret)
  const above = {
    organization: `/orgs/{org}/${store}/secrets`,
    repository: `/repos/{owner}/{repo}/${store}/secrets`,
    environment: '/repos/{owner}/{repo}/environments/{environment_name}/secrets',
  }[level]
  return [{ source: `GET ${above}`, detail: `${secret.name}: ${detail}` }]
}
