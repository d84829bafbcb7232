/** What holds a caller back, each with what the caller would be without it. */
import { isKnown } from '../../../../model/index.ts'
import { userFacts } from '../../aws-facts.ts'
import { innerOf } from '../../aws-access/principals.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import { compilePolicy } from '../../aws-policy/index.ts'
import type { CompiledPolicy } from '../../aws-policy/types.ts'
import type { LimitKind } from '../catalogue/types.ts'
import type { Value } from './scene.ts'
import { variantOf, withPolicies } from './variants.ts'

const found: { readonly [K in LimitKind]: (caller: Principal, account: Account) => readonly Value[] } = {
  boundary: (caller) => boundaries(caller).map((is) => ({ is, becomes: unbounded(caller) })),
  'boundary-policy': (caller) =>
    boundaries(caller)
      .filter((is) => !isAwsManaged(is))
      .map((is) => ({ is, becomes: unbounded(caller) })),
  inline: (caller) => own(caller, false),
  attached: (caller) => own(caller, true),
  'group-inline': (caller) => ofGroups(caller, false),
  'group-attached': (caller) => ofGroups(caller, true),
  group: groups,
  policy: rewritten,
}

export function limits(by: LimitKind, caller: Principal, account: Account): readonly Value[] {
  return found[by](caller, account)
}

function own(caller: Principal, attached: boolean): readonly Value[] {
  return denying(caller, (holder) => holder === caller.arn, attached).map(({ at, policy }) => ({
    is: policy.name ?? '',
    becomes: () => without(caller, (index) => index === at),
  }))
}

function ofGroups(caller: Principal, attached: boolean): readonly Value[] {
  return denying(caller, (holder) => holder !== caller.arn, attached).map(({ at, holder }) => ({
    is: holder,
    becomes: () => without(caller, (index) => index === at),
  }))
}

function boundaries({ identity, caller }: Principal): readonly string[] {
  const arn = userFacts(identity).permissionsBoundary
  return caller.boundary && isKnown<string>(arn) ? [arn] : []
}

function unbounded(principal: Principal): () => Principal {
  const { boundary: _, ...caller } = principal.caller
  return () => variantOf(principal, caller)
}

interface Denying {
  readonly at: number
  readonly holder: string
  readonly policy: CompiledPolicy
}

/** Policies with a Deny, inline or attached, by their place among the caller's. */
function denying(caller: Principal, held: (holder: string) => boolean, attached: boolean): readonly Denying[] {
  return innerOf(caller).attached.flatMap(({ holder, policy }, at) =>
    held(holder) && denies(policy) && isAttached(policy) === attached ? [{ at, holder, policy }] : [],
  )
}

function denies({ statements }: CompiledPolicy): boolean {
  return statements.some(({ effect }) => effect === 'Deny')
}

/** Attached policies go by their ARN, inline ones by a name. */
function isAttached({ name }: CompiledPolicy): boolean {
  return name?.startsWith('arn:') === true
}

function isAwsManaged(arn: string): boolean {
  return /^arn:[^:]+:iam::aws:/.test(arn)
}

function without(caller: Principal, out: (index: number, holder: string) => boolean): Principal {
  const { attached } = innerOf(caller)
  return withPolicies(
    caller,
    caller.caller.identity.filter((_, index) => !out(index, attached[index]?.holder ?? '')),
  )
}

function groups(caller: Principal, account: Account): readonly Value[] {
  return account
    .groupsOf(caller)
    .filter((arn) => account.group(arn)?.policies.some(denies))
    .map((is) => ({ is, becomes: () => without(caller, (_, holder) => holder === is) }))
}

const everything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] } as const

/** Customer managed policies that hold a Deny, rewritten to allow everything. */
function rewritten(caller: Principal): readonly Value[] {
  const arns = innerOf(caller).attached.flatMap(({ policy }) =>
    denies(policy) && isAttached(policy) && !isAwsManaged(policy.name ?? '') ? [policy.name ?? ''] : [],
  )
  return [...new Set(arns)].map((is) => ({
    is,
    becomes: () =>
      withPolicies(
        caller,
        caller.caller.identity.map((policy) => (policy.name === is ? compilePolicy(everything, is) : policy)),
      ),
  }))
}
