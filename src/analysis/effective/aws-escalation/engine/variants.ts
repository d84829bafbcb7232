/** Principals whose policies are others than they are, and what would make them so. */
import type { PolicyDocument } from '../../../../model/facts/aws.ts'
import { isKnown, isUnknown } from '../../../../model/index.ts'
import { policyFacts } from '../../aws-facts.ts'
import { adopt } from '../../aws-access/principals.ts'
import type { Account, Principal } from '../../aws-access/types.ts'
import { compilePolicy } from '../../aws-policy/index.ts'
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

/** AdministratorAccess first; IAMFullAccess, by which the rest is had in one more call; customer managed ones. */
export function grantingPolicies(account: Account): readonly Value[] {
  const known = granting.get(account)
  if (known) return known
  const all = account.resources('iam:policy')
  const own = (isUnknown(all) ? [] : all).filter(
    (policy) => !policyFacts(policy).awsManaged && grantsEverything(policyFacts(policy).document),
  )
  const found = [
    ...['AdministratorAccess', 'IAMFullAccess'].map((name) => ({
      is: `arn:${account.partition}:iam::aws:policy/${name}`,
    })),
    ...own.map(({ nativeId }) => ({ is: nativeId })),
  ]
  granting.set(account, found)
  return found
}

const granting = new WeakMap<Account, readonly Value[]>()

function grantsEverything(document: unknown): boolean {
  if (isUnknown(document) || document === null) return false
  const { statements } = compilePolicy(document as PolicyDocument)
  return statements.every(({ effect }) => effect === 'Allow') && statements.some(({ isEverything }) => isEverything)
}

/** Groups that the user is not in. */
export function otherGroups(caller: Principal, account: Account): readonly Value[] {
  const own = account.groupsOf(caller)
  return account
    .groups()
    .filter((arn) => !own.includes(arn))
    .map((is) => ({
      is,
      becomes: () => withPolicies(caller, [...caller.caller.identity, ...(account.group(is)?.policies ?? [])]),
    }))
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
