/** What the names and places of GitHub's secrets say, and who uses them. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { githubEntity, storedSecretFacts, workflowFacts } from './github-facts.ts'

/**
 * Names of what is kept among the secrets though it is none: regions, account numbers, addresses. Half of a pair counts
 * with them: an access key's id is worth nothing without the secret beside it.
 */
const identifier =
  /(?:^|_)(?:REGION|ZONE|ACCOUNT(?:_ID|_NUMBER)?|ACCESS_KEY_ID|ROLE|ROLE_ARN|ROLE_TO_ASSUME|ARN|BUCKET(?:_NAME)?|HOST(?:NAME)?|PORT|DOMAIN|CLIENT_ID|TENANT_ID|SUBSCRIPTION_ID|PROJECT(?:_ID|_NUMBER)?|WORKLOAD_IDENTITY_PROVIDER|SERVICE_ACCOUNT(?:_EMAIL)?|APP_ID|INSTALLATION_ID|ORG|ORGANIZATION|USER|USERNAME|EMAIL|CHANNEL(?:_ID)?|PUBLIC_KEY|FINGERPRINT)$/

/** `AWS_REGION`, `AZURE_TENANT_ID`: to know it opens nothing. */
export function namesIdentifier(name: string): boolean {
  return identifier.test(name.toUpperCase())
}

/** `NPM_TOKEN of acme/api`, for a secret in any place. */
export function placeOfSecret(secret: Resource): string {
  const facts = storedSecretFacts(secret)
  const store = facts.store === 'actions' ? '' : ` (${facts.store})`
  if (facts.level === 'organization') return `the organization${store}`
  if (facts.level === 'environment')
    return `environment ${facts.environment ?? ''} of ${facts.repository ?? ''}${store}`
  return `${facts.repository ?? ''}${store}`
}

/** Workflows with a job that names the secret and may get it, in order of id. */
export function workflowsUsing(secret: Resource, view: View): readonly Identity[] {
  const { store, repositoryId } = storedSecretFacts(secret)
  if (store !== 'actions') return []
  const users = view.once('github workflows by secret', () => {
    const byName = new Map<string, Identity[]>()
    for (const workflow of view.identities({ kind: 'workflow' })) {
      const { jobs } = workflowFacts(workflow)
      const names = isKnown(jobs) ? jobs.flatMap((job) => job.secrets) : []
      for (const name of new Set(names)) byName.set(name, [...(byName.get(name) ?? []), workflow])
    }
    return byName
  })
  return (users.get(secret.name) ?? []).filter(
    (workflow) => repositoryId === undefined || workflowFacts(workflow).repositoryId === repositoryId,
  )
}

/** What a finding about the secret relates to: its repository, and the workflows that use it. */
export function relatedToSecret(secret: Resource, view: View): readonly string[] {
  const { repositoryId } = storedSecretFacts(secret)
  const repository = repositoryId === undefined ? [] : [githubEntity(view.scope, 'repository', repositoryId)]
  return [...repository, ...workflowsUsing(secret, view).map((workflow) => workflow.id)]
}
