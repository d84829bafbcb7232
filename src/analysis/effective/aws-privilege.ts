import type { Credential, Identity, Unknown } from '../../model/index.ts'
import { becauseOf, entityId, isKnown, isUnknown, unknown } from '../../model/index.ts'
import type { GroupFacts, PolicyStatement } from '../../model/facts/aws.ts'
import type { View } from '../../inventory/view.ts'
import { holderOf } from '../credentials.ts'
import { accountOf, groupFacts, policyFacts, userFacts } from './aws-facts.ts'
import { allowsAllOf, deniesAllOf, hasConditions, speaksOf, statementsOf } from './aws-statements.ts'

const everything = ['*', '*:*']
const adminActions = [...everything, 'iam:*']
/** AWS managed policies that let their holder take over the account, whatever else is attached. */
const adminPolicies = ['AdministratorAccess', 'IAMFullAccess', 'PowerUserAccess']

interface Grants {
  readonly statements: readonly PolicyStatement[]
  /** ARNs of attached policies, the groups' included. */
  readonly attached: readonly string[]
  /** Why a part could not be read. */
  readonly missing: Unknown | undefined
}

/** Actions that make their holder an administrator at once where they reach its own user or role. */
const ofOneself = ['iam:AttachUserPolicy', 'iam:PutUserPolicy', 'iam:AttachRolePolicy', 'iam:PutRolePolicy']
/** Actions that do so where they reach every user, role, group or policy. */
const ofAll = [
  'iam:AddUserToGroup',
  'iam:AttachGroupPolicy',
  'iam:CreateAccessKey',
  'iam:CreateLoginProfile',
  'iam:CreatePolicyVersion',
  'iam:PutGroupPolicy',
  'iam:UpdateAssumeRolePolicy',
  'iam:UpdateLoginProfile',
]

/**
 * Whether a user or role looks like an administrator: one of the admin policies of AWS, or a statement that allows
 * everything (or all of IAM) on everything, in inline, attached or group policies, not taken back by the boundary.
 * Unknown when a policy that could decide it was not read, or only a conditional statement says so.
 */
export function looksAdmin(identity: Identity, view: View): boolean | Unknown {
  if (identity.kind === 'root') return true
  const verdict = allows(grantsOf(identity, view), adminActions, everything, adminPolicies)
  return withinBoundary(identity, view, adminActions, verdict)
}

/** True when the identity is known to be able to make itself an administrator by a single call to IAM. */
export function becomesAdmin(identity: Identity, view: View): boolean {
  const { statements } = grantsOf(identity, view)
  const says = (effect: PolicyStatement['Effect'], action: string, resource: string): boolean =>
    statements.some((statement) => statement.Effect === effect && speaksOf(statement, action, resource))
  const may = (action: string, resource: string): boolean =>
    says('Allow', action, resource) && !says('Deny', action, resource)
  const escalates =
    ofOneself.some((action) => may(action, identity.nativeId)) || ofAll.some((action) => may(action, '*'))
  return withinBoundary(identity, view, adminActions, escalates) === true
}

/** True when whoever holds the credential is known to be an administrator, or to be able to become one. */
export function heldByAdmin(credential: Credential, view: View): boolean {
  const holder = holderOf(credential, view)
  return holder !== undefined && (looksAdmin(holder, view) === true || becomesAdmin(holder, view))
}

/** Whether the identity may do everything of one service (`bedrock`) on everything, by the same reading. */
export function controlsService(
  identity: Identity,
  view: View,
  service: string,
  managed: readonly string[],
): boolean | Unknown {
  const actions = [...everything, `${service}:*`]
  return withinBoundary(identity, view, actions, allows(grantsOf(identity, view), actions, actions, managed))
}

/** `denied`: the patterns by which a Deny on everything takes all of it back. */
function allows(
  grants: Grants,
  patterns: readonly string[],
  denied: readonly string[],
  managed: readonly string[],
): boolean | Unknown {
  if (grants.statements.some((statement) => deniesAllOf(statement, denied))) return false
  if (grants.attached.some((arn) => isAwsManaged(arn, managed))) return true
  const candidates = grants.statements.filter((statement) => allowsAllOf(statement, patterns))
  if (candidates.some((statement) => !hasConditions(statement))) return true
  if (candidates.length > 0) return unknown('unsupported')
  return grants.missing ?? false
}

/** A boundary leaves what it allows in turn: everything, or all of what is asked for. */
function withinBoundary(
  identity: Identity,
  view: View,
  patterns: readonly string[],
  verdict: boolean | Unknown,
): boolean | Unknown {
  const boundary = userFacts(identity).permissionsBoundary
  if (verdict === false || boundary === null) return verdict
  if (isUnknown(boundary)) return unknown(becauseOf(boundary))
  if (isAwsManaged(boundary, ['AdministratorAccess'])) return verdict
  const document = documentOf(boundary, identity, view)
  if (isUnknown(document)) return document ?? unknown('not-collected')
  if (document.some((statement) => deniesAllOf(statement, patterns))) return false
  return document.some((statement) => allowsAllOf(statement, patterns)) ? verdict : false
}

function grantsOf(identity: Identity, view: View): Grants {
  const statements: PolicyStatement[] = []
  const attached: string[] = []
  let missing: Unknown | undefined
  for (const holder of holdersOf(identity, view)) {
    if (isUnknown(holder)) {
      missing ??= holder
      continue
    }
    // A user that only the credential report knows has lists that nobody read.
    const lists: readonly unknown[] = [holder.attachedPolicies, holder.inlinePolicies]
    missing ??= lists.flatMap((list) => (isUnknown(list) ? [list ?? unknown('not-collected')] : []))[0]
    if (lists.some(isUnknown)) continue
    attached.push(...holder.attachedPolicies)
    const inline = holder.inlinePolicies.map((policy) =>
      isKnown(policy.document) ? statementsOf(policy.document) : unknown(becauseOf(policy.document)),
    )
    for (const document of [...inline, ...holder.attachedPolicies.map((arn) => documentOf(arn, identity, view))]) {
      if (isUnknown(document)) missing ??= document
      else statements.push(...document)
    }
  }
  return { statements, attached, missing }
}

function holdersOf(identity: Identity, view: View): readonly (GroupFacts | Unknown)[] {
  const groups = view.edgesFrom(identity.id, 'member-of').map((edge) => {
    const group = view.resource(edge.to)
    return group ? groupFacts(group) : unknown('not-collected')
  })
  return [userFacts(identity), ...groups]
}

function documentOf(arn: string, identity: Identity, view: View): readonly PolicyStatement[] | Unknown {
  const policy = view.resource(entityId('aws', accountOf(identity), 'iam:policy', arn))
  const document = policy ? policyFacts(policy).document : undefined
  return isKnown(document) ? statementsOf(document) : unknown(becauseOf(document))
}

/** `arn:aws:iam::aws:policy/AdministratorAccess`, in any partition. */
function isAwsManaged(arn: string, names: readonly string[]): boolean {
  return names.some((name) => new RegExp(`^arn:[^:]+:iam::aws:policy/(?:[^:]*/)?${name}$`).test(arn))
}
