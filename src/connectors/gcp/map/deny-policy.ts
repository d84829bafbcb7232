import type { DenyPolicyFacts } from '../../../model/facts/gcp.ts'
import { byProjectId, placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { DenyPolicyAnswer } from '../routes/deny-policies.ts'
import { conditionOf } from './allow-policy.ts'

/** Rules that bind people alone are none of this inventory's. */
export function emitDenyPolicy(context: GcpContext, { name, displayName, rules = [] }: DenyPolicyAnswer): void {
  const facts = {
    policyName: name,
    attachedTo: attachedTo(name, context),
    rules: rules.flatMap(({ denyRule }) => {
      if (denyRule === undefined) return []
      const { deniedPermissions, exceptionPermissions, denialCondition } = denyRule
      const deniedPrincipals = withoutPeople(denyRule.deniedPrincipals)
      if (deniedPrincipals.length === 0) return []
      const exceptionPrincipals = withoutPeople(denyRule.exceptionPrincipals)
      const condition = conditionOf(denialCondition)
      return [{ deniedPrincipals, exceptionPrincipals, deniedPermissions, exceptionPermissions, condition }]
    }),
  } satisfies DenyPolicyFacts
  if (facts.rules.length === 0) return
  context.emit({
    type: 'resource',
    id: seenId(context, 'deny-policy', name),
    ...placeOf(context),
    kind: 'deny-policy',
    nativeId: name,
    name: displayName ?? name.split('/').at(-1) ?? name,
    facts,
  })
}

/** The attachment point stands in the name, encoded: `cloudresourcemanager.googleapis.com%2Fprojects%2F123`. */
function attachedTo(name: string, { session }: GcpContext): string {
  const [, container] = /^policies\/[^/]+?\/(.+)\/denypolicies\//.exec(decodeURIComponent(name)) ?? []
  return byProjectId(container ?? name, session)
}

/** https://cloud.google.com/iam/docs/principal-identifiers#v2 */
const person =
  /^(?:deleted:)?principal:\/\/(?:goog\/subject\/|iam\.googleapis\.com\/locations\/global\/workforcePools\/)/

function withoutPeople(principals: readonly string[]): readonly string[] {
  return principals.filter((principal) => !person.test(principal)).toSorted()
}
