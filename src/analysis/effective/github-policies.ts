/** Settings of Actions that the organization makes and repositories may change. */
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import type { ActionsPolicyFacts } from '../../model/facts/github.ts'
import { actionsPolicyFacts } from './github-facts.ts'

type Setting = 'defaultWorkflowPermissions' | 'canApprovePullRequestReviews'

/**
 * Whether a repository's setting is the organization's own, which is told there; `unknown` where the organization's
 * was not read.
 */
export function repeatsOrganization(policy: Resource, setting: Setting, view: View): boolean | 'unknown' {
  const own = actionsPolicyFacts(policy)
  if (own.level === 'organization') return false
  const above = organizationPolicy(view)
  if (above === undefined || isUnknown(above[setting])) return 'unknown'
  return above[setting] === own[setting]
}

function organizationPolicy(view: View): ActionsPolicyFacts | undefined {
  return view.once('github organization policy', () =>
    [...view.resources({ kind: 'actions-policy' })]
      .map(actionsPolicyFacts)
      .find((policy) => policy.level === 'organization'),
  )
}

/** `the organization acme`, `acme/api` */
export function placeOfPolicy(policy: Resource): string {
  const { level, repository } = actionsPolicyFacts(policy)
  return level === 'organization' ? `the organization ${policy.nativeId}` : (repository ?? policy.nativeId)
}
