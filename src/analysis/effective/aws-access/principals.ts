/** Users and roles with all that grants and limits them. */
import type { Identity, Known, Unknown } from '../../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../../model/index.ts'
import type { PolicyDocument } from '../../../model/facts/aws.ts'
import { roleFacts, userFacts } from '../aws-facts.ts'
import type { Caller, CompiledPolicy } from '../aws-policy/index.ts'
import { mayReach } from './may-reach.ts'
import type { Guardrails } from './organization.ts'
import type { Attached, Granted, Group, Policies } from './policies.ts'
import type { MissingFact, Principal } from './types.ts'

/** What lies behind a principal, for the questions that this folder answers. */
export interface Inner {
  readonly attached: readonly Attached[]
  readonly boundary: Attached | undefined
  readonly guardrails: Guardrails
  readonly partition: string
}

const inners = new WeakMap<Principal, Inner>()

export function innerOf(principal: Principal): Inner {
  const inner = inners.get(principal)
  if (!inner) throw new Error(`${principal.arn} was not made by principalOf`)
  return inner
}

export interface Surroundings {
  readonly accountId: string
  readonly partition: string
  readonly policies: Policies
  readonly groups: ReadonlyMap<string, Group>
  readonly guardrails: Guardrails
}

export function principalOf(identity: Identity, around: Surroundings): Principal {
  const kind = identity.kind === 'iam-user' ? 'user' : 'role'
  const grants = grantsOf(identity, kind, around)
  const boundary = boundaryOf(identity, around.policies)
  // Control policies do not touch the roles that belong to AWS services; the evaluator knows those by their path.
  const { guardrails } = around
  const caller: Caller = {
    principal: identity.nativeId,
    identity: grants.attached.map(({ policy }) => policy),
    ...(boundary.attached ? { boundary: boundary.attached.policy } : {}),
    ...(guardrails.serviceControl.length > 0 ? { serviceControl: guardrails.serviceControl } : {}),
  }
  const principal: Principal = {
    id: identity.id,
    arn: identity.nativeId,
    kind,
    account: around.accountId,
    identity,
    caller,
    trust: kind === 'role' ? trustOf(identity, around.policies) : undefined,
    missing: joined(grants.missing, boundary.missing, guardrails.missing),
    mentions: mentionsOf(caller.identity),
    mayReach: mayReach(caller.identity, kind === 'user' ? identity.name : undefined),
  }
  inners.set(principal, {
    attached: grants.attached,
    boundary: boundary.attached,
    guardrails,
    partition: around.partition,
  })
  return principal
}

function grantsOf(identity: Identity, kind: Principal['kind'], around: Surroundings): Granted {
  const own = around.policies.grantedTo(userFacts(identity), identity.nativeId)
  if (kind === 'role') return own
  const names: Known<readonly string[]> | undefined = userFacts(identity).groups
  if (isUnknown(names)) {
    const missing = { fact: `groups of ${identity.nativeId}`, because: becauseOf(names) }
    return { attached: own.attached, missing: [...own.missing, missing] }
  }
  const groups = (names ?? []).map((name) => around.groups.get(name) ?? absentGroup(name))
  return {
    attached: [...own.attached, ...groups.flatMap((group) => group.attached)],
    missing: [...own.missing, ...groups.flatMap((group) => group.missing)],
  }
}

const nothing: readonly MissingFact[] = []

/** Principals of which nothing is missing share the list that says so. */
function joined(...lists: readonly (readonly MissingFact[])[]): readonly MissingFact[] {
  const [first, ...more] = lists.filter((list) => list.length > 0)
  if (!first) return nothing
  return more.length === 0 ? first : lists.flat()
}

function absentGroup(name: string): Granted {
  return { attached: [], missing: [{ fact: `policies of the group ${name}`, because: 'not-collected' }] }
}

function boundaryOf(
  identity: Identity,
  policies: Policies,
): { readonly attached?: Attached; readonly missing: readonly MissingFact[] } {
  const arn: Known<string> | undefined = userFacts(identity).permissionsBoundary
  if (arn === null) return { missing: [] }
  if (isUnknown(arn)) {
    const fact = `permissions boundary of ${identity.nativeId}`
    return { missing: [{ fact, because: becauseOf(arn), limit: true }] }
  }
  const policy = policies.managed(arn)
  if (isUnknown(policy)) {
    return { missing: [{ fact: `text of the boundary ${arn}`, because: becauseOf(policy), limit: true }] }
  }
  return { attached: { holder: identity.nativeId, policy }, missing: [] }
}

function trustOf(identity: Identity, { trust }: Policies): CompiledPolicy | Unknown {
  const document = roleFacts(identity).trustPolicy
  if (isKnown<PolicyDocument>(document)) return trust(document)
  return unknown(becauseOf(document))
}

/** The cheap first look: whether any Allow covers the action at all. */
export function mentionsOf(policies: readonly CompiledPolicy[]): (action: string) => boolean {
  return (action) => {
    const lower = action.toLowerCase()
    return policies.some(({ statements }) =>
      statements.some((statement) => statement.effect === 'Allow' && statement.coversAction(lower)),
    )
  }
}

/** The root user: everything that the organisation leaves the account, by no policy of its own. */
export function rootOf(
  identity: Identity,
  around: Pick<Surroundings, 'accountId' | 'partition' | 'guardrails'>,
): Principal {
  const { accountId, partition, guardrails } = around
  const root: Principal = {
    id: identity.id,
    arn: identity.nativeId,
    kind: 'user',
    account: accountId,
    identity,
    caller: {
      principal: identity.nativeId,
      identity: [],
      ...(guardrails.serviceControl.length > 0 ? { serviceControl: guardrails.serviceControl } : {}),
    },
    trust: undefined,
    missing: guardrails.missing,
    mentions: () => true,
    mayReach: () => true,
  }
  inners.set(root, { attached: [], boundary: undefined, guardrails, partition })
  return root
}

/** Lends a variant of a principal what lies behind the original. */
export function adopt(variant: Principal, original: Principal): Principal {
  inners.set(variant, innerOf(original))
  return variant
}
