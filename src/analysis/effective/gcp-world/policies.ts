/** Allow policies, by the resource that they are attached to and by whom they name. */
import type { View } from '../../../inventory/view.ts'
import { valueOf } from '../../../model/index.ts'
import { allowPolicyFacts, gcpScopes } from '../gcp-facts.ts'
import { canonicalMember } from '../gcp-principals.ts'
import { remember } from './remember.ts'
import type { GcpBindingAt, GcpWorld } from './types.ts'

export type Policies = Pick<GcpWorld, 'bindings' | 'bindingsOn' | 'bindingsOf' | 'members'>

const none: readonly GcpBindingAt[] = []

export function policiesOf(
  view: View,
  { canonical, containerOf, container: containerNamed }: Pick<GcpWorld, 'canonical' | 'containerOf' | 'container'>,
): Policies {
  const byResource = new Map<string, GcpBindingAt[]>()
  const byMember = new Map<string, GcpBindingAt[]>()
  // What stands in thousands of policies is kept once.
  const words = new Map<string, string>()
  const word = (text: string): string => {
    const before = words.get(text)
    if (before === undefined) words.set(text, text)
    return before ?? text
  }
  for (const scope of gcpScopes(view))
    for (const policy of view.resources({ kind: 'iam-policy', scope: scope.id })) {
      const { resource: name, container, bindings } = allowPolicyFacts(policy)
      const resource = canonical(name)
      const given = valueOf(container) ?? containerOf(resource)
      const own = given === undefined ? undefined : (containerNamed(given)?.name ?? given)
      const before = byResource.get(resource)?.map(keyOf)
      for (const { role, members, people, condition } of bindings) {
        const written = { role: word(role), members: members.map((each) => word(canonicalMember(each))), condition }
        // A policy that two scopes have read grants no more than once.
        if (before?.includes(keyOf(written)) === true) continue
        const binding = { ...written, resource, container: own === undefined ? undefined : word(own), people }
        remember(byResource, resource, () => []).push(binding)
        for (const member of new Set(binding.members)) remember(byMember, member, () => []).push(binding)
      }
    }
  return {
    bindings: () => [...byResource.values()].flat(),
    bindingsOn: (resource) => byResource.get(canonical(resource)) ?? none,
    bindingsOf: (member) => byMember.get(canonicalMember(member)) ?? none,
    members: () => byMember.keys(),
  }
}

function keyOf({ role, members, condition }: Pick<GcpBindingAt, 'role' | 'members' | 'condition'>): string {
  return JSON.stringify([role, members, condition?.expression])
}
