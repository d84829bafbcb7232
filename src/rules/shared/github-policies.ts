/** How the settings of Actions are read and set. */
import type { Resource } from '../../model/index.ts'
import { actionsPolicyFacts, githubEntity } from '../../analysis/effective/github-facts.ts'
import { word } from './shell.ts'

/** `/orgs/acme/actions/permissions/workflow` */
export function policyPath(policy: Resource): string {
  const { level, repository } = actionsPolicyFacts(policy)
  const above = level === 'organization' ? `orgs/${word(policy.nativeId)}` : `repos/${word(repository ?? '')}`
  return `/${above}/actions/permissions/workflow`
}

export function policySource(policy: Resource): { readonly source: string; readonly permission: string } {
  return actionsPolicyFacts(policy).level === 'organization'
    ? { source: 'GET /orgs/{org}/actions/permissions/workflow', permission: 'organization_administration=read' }
    : { source: 'GET /repos/{owner}/{repo}/actions/permissions/workflow', permission: 'administration=read' }
}

export function repositoryOfPolicy(policy: Resource, scope: { readonly nativeId: string }): readonly string[] {
  const { repositoryId } = actionsPolicyFacts(policy)
  return repositoryId === undefined ? [] : [githubEntity(scope, 'repository', repositoryId)]
}
