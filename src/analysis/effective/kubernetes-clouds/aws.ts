/**
 * Roles of AWS by the cluster's issuer, and by associations of EKS Pod Identity.
 * https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
 */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import { isKnown, isUnknown } from '../../../model/index.ts'
import { askToEnter, standingOf } from '../aws-access/index.ts'
import type { Answer, Principal } from '../aws-access/index.ts'
import { adminEquivalence } from '../aws-escalation/index.ts'
import type { Entry } from '../aws-reach/entries.ts'
import { entryOf, pathsIn } from '../aws-reach/entries.ts'
import { usualLimits } from '../aws-reach/reach.ts'
import { clientsOf } from '../aws-web-doors.ts'
import { trustingRoles } from '../github-doors.ts'
import type { TrustingRole } from '../github-doors.ts'
import { k8sAccountFacts } from '../kubernetes-facts.ts'
import type { Account } from '../kubernetes-reach/index.ts'
import { associationsFor, handedOut, podsService } from './pod-identity.ts'
import type { Association } from './pod-identity.ts'
import type { CloudDoor } from './types.ts'

export function awsDoors(view: View, account: Account, issuer: string): readonly CloudDoor[] {
  return [
    ...trustingRoles(view, issuer).flatMap((trusting) => byIssuer(view, account, issuer, trusting)),
    ...associationsFor(view, account).flatMap((association) => byAssociation(view, account, association)),
  ]
}

function byIssuer(view: View, account: Account, issuer: string, trusting: TrustingRole): readonly CloudDoor[] {
  const { role, heads } = trusting
  const subject = account.identity.nativeId
  if (heads !== undefined && !heads.some((head) => subject.startsWith(head))) return []
  const answer = answerTo(view, subject, issuer, trusting)
  if (answer === undefined) return []
  const asked = k8sAccountFacts(account.identity).cloud.awsRoleArn === role.arn
  const own = asked || !takesAnybody(view, issuer, trusting)
  const entry = entryOf(role, trusting.account, answer)
  return [doorOf(view, account, entry, `oidc:${issuer}|${subject}`, { by: 'issuer', own })]
}

/** Beside its subject and audience AWS reads nothing of a token of Kubernetes. */
const claims = { amr: null, email: null, oaud: null }

/** Undefined: the role does not let the account in. */
function answerTo(view: View, subject: string, issuer: string, trusting: TrustingRole): Answer | undefined {
  const clients = clientsOf(view, trusting, issuer)
  // An account without the provider takes no token of the cluster, nor does one that takes no audience.
  if (clients === undefined || (isKnown(clients) && clients.length === 0)) return undefined
  // A pod asks for whatever audience the provider takes.
  const audiences = isKnown(clients) ? clients : []
  const found = askToEnter({ type: 'oidc', issuer, subject, audiences, claims }, trusting.role)
  if (found.verdict === 'denied') return undefined
  if (!isUnknown(clients)) return found
  const fact = `what the provider ${issuer} of ${trusting.account.id} takes`
  return { ...found, missing: [...found.missing, { fact, because: clients.unknown }] }
}

/** It lets in an account that nobody has thought of, in a namespace of its own. */
function takesAnybody(view: View, issuer: string, trusting: TrustingRole): boolean {
  const anybody = 'system:serviceaccount:muster-any-namespace:muster-any-account'
  return view.once(
    `kubernetes accounts into ${trusting.role.arn} by ${issuer}`,
    () => answerTo(view, anybody, issuer, trusting) !== undefined,
  )
}

function byAssociation(view: View, account: Account, association: Association): readonly CloudDoor[] {
  const found = handedOut(view, account, association)
  if (found === undefined) return []
  return [doorOf(view, account, found, `aws:service:${podsService}`, { by: 'pod-identity', own: true })]
}

function doorOf(
  view: View,
  account: Account,
  entry: Entry,
  id: string,
  { by, own }: Pick<CloudDoor, 'by' | 'own'>,
): CloudDoor {
  const { role, account: home } = entry
  const [path] = pathsIn(view, id, { entries: [entry], missing: [] }, 'admin', usualLimits)
  const admin = path !== undefined || adminEquivalence(role, home).tier === 'admin'
  const gain = admin ? 'admin' : standingOf(role, home).tier === 'sensitive' ? 'sensitive' : 'ordinary'
  const from = path && startedBy(path, account, role)
  return { cloud: 'aws', by, identity: role.arn, name: role.identity.name, own, gain, ...(from ? { path: from } : {}) }
}

function startedBy(path: FoundPath, { identity }: Account, role: Principal): FoundPath {
  const [door, ...rest] = path.hops
  if (door === undefined) return path
  const text = `A pod that runs as ${identity.name} enters the role ${role.identity.name} with its token.`
  return { ...path, hops: [{ ...door, from: identity.nativeId, fromName: identity.name, text }, ...rest] }
}
