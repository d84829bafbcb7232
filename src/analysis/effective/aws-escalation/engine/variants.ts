/** Principals whose policies are others than they are, and what would make them so. */
import type { PolicyDocument } from '../../../../model/facts/aws.ts'
import { isKnown, isUnknown } from '../../../../model/index.ts'
import { policyFacts, userFacts } from '../../aws-facts.ts'
import { adopt } from '../../aws-access/principals.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import { compilePolicy, decideFor } from '../../aws-policy/index.ts'
import type { Caller, CompiledPolicy } from '../../aws-policy/types.ts'
import type { Value } from './scene.ts'

/** The principal with another caller in its place; nothing else of it changes. */
export function variantOf(principal: Principal, caller: Caller): Principal {
  const mentions = (action: string): boolean =>
    caller.identity.some(({ statements }) =>
      statements.some((each) => each.effect === 'Allow' && each.coversAction(action.toLowerCase())),
    )
  return adopt({ ...principal, caller, mentions }, principal)
}

export function withPolicies(principal: Principal, identity: readonly CompiledPolicy[]): Principal {
  return variantOf(principal, { ...principal.caller, identity })
}

/** AdministratorAccess first; IAMFullAccess, by which the rest is had in one more call; customer managed ones alike. */
export function grantingPolicies(account: Account, kind: Principal['kind']): readonly Value[] {
  const kinds = granting.get(account) ?? {}
  granting.set(account, kinds)
  kinds[kind] ??= grantingTo(kind, account)
  return kinds[kind]
}

function grantingTo(kind: Principal['kind'], account: Account): readonly Value[] {
  const all = account.resources('iam:policy')
  const own = (isUnknown(all) ? [] : all).filter(
    (policy) => !policyFacts(policy).awsManaged && grantsControl(policyFacts(policy).document, kind, account),
  )
  return [
    ...['AdministratorAccess', 'IAMFullAccess'].map((name) => ({
      is: `arn:${account.partition}:iam::aws:policy/${name}`,
    })),
    ...own.map(({ nativeId }) => ({ is: nativeId })),
  ]
}

const granting = new WeakMap<Account, { [K in Principal['kind']]?: readonly Value[] }>()

/** Whoever may put any policy on itself holds everything one call later. */
function grantsControl(document: unknown, kind: Principal['kind'], { partition, id }: Account): boolean {
  if (isUnknown(document) || document === null) return false
  const principal = `arn:${partition}:iam::${id}:${kind}/muster-probe-7f3a`
  const action = kind === 'user' ? 'iam:PutUserPolicy' : 'iam:PutRolePolicy'
  const caller = { principal, identity: [compilePolicy(document as PolicyDocument)] }
  return decideFor(caller, { action, resource: principal, context: {} }).verdict === 'allowed'
}

/** Groups that the user is not in. */
export function otherGroups(caller: Principal, account: Account): readonly Value[] {
  const own = account.groupsOf(caller)
  return account
    .groups()
    .filter((arn) => !own.includes(arn))
    .map((is) => ({
      is,
      becomes: () => joined(caller, is, account),
    }))
}

/** As a member it may also change what the group holds. */
function joined(caller: Principal, arn: string, account: Account): Principal {
  const group = account.group(arn)
  const member = withPolicies(caller, [...caller.caller.identity, ...(group?.policies ?? [])])
  if (!group) return member
  const groups = [...(userFacts(caller.identity).groups ?? []), group.resource.name]
  const { identity } = caller
  return adopt({ ...member, identity: { ...identity, facts: { ...identity.facts, groups } } }, member)
}

/** Policies attached to the caller or its groups, by each version that is not the default one. */
export function otherVersions(caller: Principal, account: Account): readonly Value[] {
  const arns = [...new Set(account.ownPolicies(caller).map(({ arn }) => arn))]
  return arns.flatMap((is): readonly Value[] => {
    const policy = account.policy(is)
    if (!policy) return [{ is, missing: [`versions of the policy ${is}`] }]
    const others = (policyFacts(policy).versions ?? []).filter(({ isDefault }) => !isDefault)
    return others.map(({ document, versionId }) =>
      isKnown<PolicyDocument>(document)
        ? { is, becomes: () => withVersion(caller, is, document) }
        : { is, missing: [`version ${versionId} of the policy ${is}`] },
    )
  })
}

function withVersion(caller: Principal, arn: string, document: PolicyDocument): Principal {
  const replaced = compilePolicy(document, arn)
  return withPolicies(
    caller,
    caller.caller.identity.map((policy) => (policy.name === arn ? replaced : policy)),
  )
}
