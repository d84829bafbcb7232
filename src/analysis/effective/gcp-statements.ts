/** What decides, as a path carries it. */
import type { AccessBoundaryFacts } from '../../model/facts/gcp.ts'
import type { PathStatement } from '../../model/index.ts'
import type { StandingDenial } from './gcp-denials.ts'
import { fullNameOf } from './gcp-facts.ts'
import type { GcpBindingAt } from './gcp-world/index.ts'

/** The holder is the resource whose policy it stands in; of its members, the one that matters. */
export function allowStatement({ resource, role, condition }: GcpBindingAt, member: string): PathStatement {
  const text = JSON.stringify({
    role,
    members: [member],
    ...(condition === null ? {} : { condition: { title: condition.title, expression: condition.expression } }),
  })
  return { holder: resource, source: 'grant', policy: role, index: 0, effect: 'Allow', text }
}

export function denyStatement({ policy, index, rule }: StandingDenial): PathStatement {
  return {
    holder: fullNameOf(policy.attachedTo),
    source: 'grant',
    policy: policy.policyName,
    index,
    effect: 'Deny',
    text: JSON.stringify(rule),
  }
}

export function boundaryStatement({ policyName, resources }: AccessBoundaryFacts): PathStatement {
  return {
    holder: policyName,
    source: 'boundary',
    policy: policyName,
    index: 0,
    effect: 'Deny',
    text: JSON.stringify({ worksIn: resources }),
  }
}
