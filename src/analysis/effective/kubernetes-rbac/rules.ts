/**
 * What a rule covers, as the API server compares it.
 * https://kubernetes.io/docs/reference/access-authn-authz/rbac/#referring-to-resources
 */
import type { PolicyRule } from '../../../model/facts/kubernetes.ts'
import type { Target } from './types.ts'

export function coversVerb({ verbs }: PolicyRule, verb: string): boolean {
  return verbs.includes('*') || verbs.includes(verb)
}

/** `*` covers subresources as well, `* /exec` that of everything; `pods/*` is no pattern, and covers nothing. */
export function coversTarget({ apiGroups, resources }: PolicyRule, { group, resource }: Target): boolean {
  if (!apiGroups.includes('*') && !apiGroups.includes(group)) return false
  const [, subresource] = resource.split('/')
  return resources.some(
    (each) => each === '*' || each === resource || (subresource !== undefined && each === `*/${subresource}`),
  )
}

/** A new object has no name yet, so that a rule for names lets nobody make one; subresources are made on what is named. */
export function namesFor(
  { resourceNames }: PolicyRule,
  verb: string,
  { resource }: Target,
): readonly string[] | undefined {
  if (resourceNames.length === 0) return []
  const nameless = (verb === 'create' || verb === 'deletecollection') && !resource.includes('/')
  return nameless ? undefined : resourceNames
}

/** Everything there is, and whatever will be. */
export function isEverything({ verbs, apiGroups, resources, resourceNames }: PolicyRule): boolean {
  return verbs.includes('*') && apiGroups.includes('*') && resources.includes('*') && resourceNames.length === 0
}
