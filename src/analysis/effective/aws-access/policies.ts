/** Policies of an account, compiled once each. */
import type { View } from '../../../inventory/view.ts'
import type { GapReason, Known, Resource, Unknown } from '../../../model/index.ts'
import { becauseOf, entityId, isKnown, isUnknown, unknown } from '../../../model/index.ts'
import type { InlinePolicy, PolicyDocument } from '../../../model/facts/aws.ts'
import { remembering } from '../aws-actions/memory.ts'
import { groupFacts, policyFacts } from '../aws-facts.ts'
import type { CompiledPolicy } from '../aws-policy/index.ts'
import { compilePolicy } from '../aws-policy/index.ts'
import type { MissingFact } from './types.ts'

/** A policy and whom it is attached to, or why it could not be read. */
export interface Attached {
  readonly holder: string
  readonly policy: CompiledPolicy
}

export interface Granted {
  readonly attached: readonly Attached[]
  readonly missing: readonly MissingFact[]
}

export interface Holder {
  readonly inlinePolicies: Known<readonly InlinePolicy[]> | undefined
  readonly attachedPolicies: Known<readonly string[]> | undefined
}

export interface Policies {
  managed(arn: string): CompiledPolicy | Unknown
  resource(arn: string): Resource | undefined
  /** A role's trust policy; roles that trust alike share it. */
  trust(document: PolicyDocument): CompiledPolicy
  /** What inline and attached policies of a user, role or group grant. */
  grantedTo(holder: Holder, arn: string): Granted
}

/** AWS managed policies whose text never changes and is told by their name, for dumps that leave their text out. */
const wellKnown: { readonly [name: string]: PolicyDocument } = {
  AdministratorAccess: allow('*'),
  // These grant more besides, in services that matter less.
  AmazonBedrockFullAccess: allow('bedrock:*'),
  IAMFullAccess: allow('iam:*'),
}

function allow(Action: string): PolicyDocument {
  return { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action, Resource: '*' }] }
}

/** Everything on everything: what an identity that may change its own policies would attach. */
export function administratorAccess(): CompiledPolicy {
  compiledAdministrator ??= compilePolicy(allow('*'), 'AdministratorAccess')
  return compiledAdministrator
}

let compiledAdministrator: CompiledPolicy | undefined

export function policiesOf(view: View, accountId: string): Policies {
  const compiled = new Map<string, CompiledPolicy | Unknown>()
  const resource = (arn: string): Resource | undefined => view.resource(entityId('aws', accountId, 'iam:policy', arn))

  const managed = (arn: string): CompiledPolicy | Unknown => {
    const known = compiled.get(arn)
    if (known) return known
    const policy = readManaged(arn, resource(arn))
    compiled.set(arn, policy)
    return policy
  }
  const trust = remembering((text) => compilePolicy(JSON.parse(text) as PolicyDocument, 'trust policy'), mostTrusts)
  return {
    managed,
    resource,
    trust: (document) => trust(JSON.stringify(document)),
    grantedTo: (holder, arn) => granted(holder, arn, managed),
  }
}

/** Accounts have far fewer kinds of trust than roles; where they do not, nothing is gained by remembering more. */
const mostTrusts = 500

function readManaged(arn: string, resource: Resource | undefined): CompiledPolicy | Unknown {
  const document = resource ? policyFacts(resource).document : undefined
  if (isKnown<PolicyDocument>(document)) return compilePolicy(document, arn)
  const name = /^arn:[^:]+:iam::aws:policy\/(\w+)$/.exec(arn)?.[1]
  const known = name === undefined ? undefined : wellKnown[name]
  return known ? compilePolicy(known, arn) : unknown(becauseOf(document))
}

function granted(holder: Holder, arn: string, managed: Policies['managed']): Granted {
  const attached: Attached[] = []
  const missing: MissingFact[] = []
  const { inlinePolicies, attachedPolicies } = holder
  // A user that only the credential report knows has lists that nobody read.
  if (isUnknown(inlinePolicies)) missing.push({ fact: `inline policies of ${arn}`, because: becauseOf(inlinePolicies) })
  else
    for (const { name, document } of inlinePolicies ?? []) {
      if (isKnown<PolicyDocument>(document)) attached.push({ holder: arn, policy: compilePolicy(document, name) })
      else missing.push({ fact: `inline policy ${name} of ${arn}`, because: becauseOf(document) })
    }
  if (isUnknown(attachedPolicies))
    missing.push({ fact: `attached policies of ${arn}`, because: becauseOf(attachedPolicies) })
  else
    for (const each of attachedPolicies ?? []) {
      const policy = managed(each)
      if (isUnknown(policy)) missing.push(unreadText(each, becauseOf(policy)))
      else attached.push({ holder: arn, policy })
    }
  // Arrays that grew have room for more, which counts where there are as many as identities.
  return { attached: attached.slice(), missing: missing.slice() }
}

/**
 * Policies of AWS grant what a job or a service needs. Few deny anything, and then actions of the service that they are
 * about; those whose task is to deny say so by their names: AWSDenyAll, AWSCompromisedKeyQuarantine.
 */
function unreadText(arn: string, because: GapReason): MissingFact {
  const adds = /^arn:[^:]+:iam::aws:policy\//.test(arn) && !/deny|quarantine|boundary/i.test(arn)
  return { fact: `text of the policy ${arn}`, because, ...(adds ? { adds } : {}) }
}

export interface Group extends Granted {
  readonly arn: string
  readonly resource: Resource
}

/** Groups by name. */
export function groupsIn(view: View, scope: string, policies: Policies): ReadonlyMap<string, Group> {
  const groups = new Map<string, Group>()
  for (const resource of view.resources({ kind: 'iam:group', scope }))
    groups.set(resource.name, {
      arn: resource.nativeId,
      resource,
      ...policies.grantedTo(groupFacts(resource), resource.nativeId),
    })
  return groups
}
