/** The policies of a principal with their texts, and who else holds them. */
import type { Known } from '../../../model/index.ts'
import { isKnown } from '../../../model/index.ts'
import type { InlinePolicy, PolicyDocument } from '../../../model/facts/aws.ts'
import { groupFacts, policyFacts, userFacts } from '../aws-facts.ts'
import type { Account, Principal } from '../aws-access/index.ts'
import { innerOf } from '../aws-access/principals.ts'
import type { CompiledPolicy } from '../aws-policy/index.ts'
import { listOf } from '../aws-statements.ts'
import { isMadeForService } from './habits.ts'
import type { Held } from './types.ts'

/** In the order of the caller's identity policies. */
export function heldBy(principal: Principal, account: Account): readonly Held[] {
  const holders = holdersIn(account)
  return innerOf(principal).attached.map(({ holder, policy }) => {
    const name = policy.name ?? ''
    const managed = /^arn:[^:]+:iam::[^:]*:policy\//.test(name)
    const through = holder === principal.arn ? 'self' : 'group'
    const others = through === 'group' ? membersOf(holder, account) : managed ? (holders.get(name) ?? []) : []
    return {
      kind: !managed ? 'inline' : /^arn:[^:]+:iam::aws:/.test(name) ? 'aws-managed' : 'customer-managed',
      policy: name,
      holder,
      through,
      document: documentOf(name, holder, managed, policy, principal, account),
      compiled: policy,
      sharedWith: others.filter((arn) => arn !== principal.arn),
      fixed: managed && isMadeForService(name),
    }
  })
}

function membersOf(group: string, account: Account): readonly string[] {
  return (account.group(group)?.members ?? []).map(({ arn }) => arn)
}

const indexes = new WeakMap<Account, ReadonlyMap<string, readonly string[]>>()

/** Who holds a managed policy, be it as its boundary. */
function holdersIn(account: Account): ReadonlyMap<string, readonly string[]> {
  const before = indexes.get(account)
  if (before) return before
  const found = new Map<string, string[]>()
  const note = (policies: readonly string[], holder: string): void => {
    for (const policy of policies) {
      const list = found.get(policy)
      if (list === undefined) found.set(policy, [holder])
      else list.push(holder)
    }
  }
  for (const { identity, arn } of account.principals) {
    const { attachedPolicies, permissionsBoundary } = userFacts(identity)
    note(known(attachedPolicies), arn)
    if (isKnown<string>(permissionsBoundary)) note([permissionsBoundary], arn)
  }
  for (const arn of account.groups()) {
    const group = account.group(arn)
    if (group) note(known(groupFacts(group.resource).attachedPolicies), arn)
  }
  indexes.set(account, found)
  return found
}

function known<T>(list: Known<readonly T[]> | undefined): readonly T[] {
  return isKnown<readonly T[]>(list) ? list : []
}

function documentOf(
  name: string,
  holder: string,
  managed: boolean,
  compiled: CompiledPolicy,
  principal: Principal,
  account: Account,
): PolicyDocument {
  const found = managed ? managedText(name, account) : inlineText(name, holder, principal, account)
  if (found) return { ...found, Statement: listOf(found.Statement) }
  // The text of a policy that is known by its name.
  return { Version: '2012-10-17', Statement: compiled.statements.map(({ source }) => source) }
}

function managedText(arn: string, account: Account): PolicyDocument | undefined {
  const resource = account.policy(arn)
  const document = resource ? policyFacts(resource).document : undefined
  return isKnown<PolicyDocument>(document) ? document : undefined
}

function inlineText(name: string, holder: string, principal: Principal, account: Account): PolicyDocument | undefined {
  const group = holder === principal.arn ? undefined : account.group(holder)
  const policies: Known<readonly InlinePolicy[]> | undefined = group
    ? groupFacts(group.resource).inlinePolicies
    : userFacts(principal.identity).inlinePolicies
  const document = known(policies).find((policy) => policy.name === name)?.document
  return isKnown<PolicyDocument>(document) ? document : undefined
}
