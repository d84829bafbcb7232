/**
 * Roles of AWS by the cluster's issuer, and by associations of EKS Pod Identity.
 * https://docs.aws.amazon.com/eks/latest/userguide/service-accounts.html
 */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath } from '../../../model/index.ts'
import { entityId } from '../../../model/index.ts'
import { accountOf, askToEnter, principalFor, standingOf } from '../aws-access/index.ts'
import type { Principal, Stranger } from '../aws-access/index.ts'
import { adminEquivalence } from '../aws-escalation/index.ts'
import type { Entry } from '../aws-reach/entries.ts'
import { entryOf, pathsIn } from '../aws-reach/entries.ts'
import { usualLimits } from '../aws-reach/reach.ts'
import { trustingRoles } from '../github-doors.ts'
import type { TrustingRole } from '../github-doors.ts'
import { k8sAccountFacts } from '../kubernetes-facts.ts'
import type { Account } from '../kubernetes-reach/index.ts'
import type { CloudDoor } from './types.ts'

export function awsDoors(view: View, account: Account, issuer: string): readonly CloudDoor[] {
  return [
    ...trustingRoles(view, issuer).flatMap((trusting) => byIssuer(view, account, issuer, trusting)),
    ...associationsFor(view, account, issuer).flatMap(({ account: owner, roleArn }) =>
      byAssociation(view, account, owner, roleArn),
    ),
  ]
}

function byIssuer(view: View, account: Account, issuer: string, trusting: TrustingRole): readonly CloudDoor[] {
  const { role, audiences, heads } = trusting
  const subject = account.identity.nativeId
  if (heads !== undefined && !heads.some((head) => subject.startsWith(head))) return []
  // A pod asks for whatever audience the provider takes.
  const stranger: Stranger = { type: 'oidc', issuer, subject, audiences, claims: {} }
  const answer = askToEnter(stranger, role)
  if (answer.verdict === 'denied') return []
  const named = heads?.some((head) => /^system:serviceaccount:[^:]+:/.test(head) && subject.startsWith(head)) === true
  const asked = k8sAccountFacts(account.identity).cloud.awsRoleArn === role.arn
  const entry = entryOf(role, trusting.account, answer)
  return [doorOf(view, account, entry, `oidc:${issuer}|${subject}`, { by: 'issuer', own: named || asked })]
}

interface Association {
  readonly account: string
  readonly roleArn: string
}

/** Of the cluster that has this issuer, in whichever account it is. */
function associationsFor(view: View, { namespace, name }: Account, issuer: string): readonly Association[] {
  return associationsOf(view, issuer).get(`${namespace}/${name}`) ?? []
}

function associationsOf(view: View, issuer: string): ReadonlyMap<string, readonly Association[]> {
  return view.once(`eks associations of ${issuer}`, () => {
    const scopes = view.scopes().filter(({ provider, kind }) => provider === 'aws' && kind === 'account')
    const found = scopes.flatMap(({ id: scope, nativeId }) => {
      const clusters = [...view.resources({ kind: 'eks:cluster', scope })].filter(
        ({ facts }) => facts['oidcIssuer'] === issuer,
      )
      return [...view.resources({ kind: 'eks:pod-identity-association', scope })].flatMap(({ facts }) => {
        const { clusterName, namespace, serviceAccount, roleArn } = facts
        if (typeof namespace !== 'string' || typeof serviceAccount !== 'string' || typeof roleArn !== 'string')
          return []
        const own = clusters.some(({ name }) => name === clusterName)
        return own ? [{ key: `${namespace}/${serviceAccount}`, account: nativeId, roleArn }] : []
      })
    })
    return Map.groupBy(found, ({ key }) => key)
  })
}

const podsService = 'pods.eks.amazonaws.com'

/** The service hands the role to pods of this account alone; the role has to let the service in. */
function byAssociation(view: View, account: Account, owner: string, roleArn: string): readonly CloudDoor[] {
  const identity = view.identity(entityId('aws', owner, 'iam-role', roleArn))
  const role = identity && principalFor(view, identity)
  const home = accountOf(view, owner)
  if (role === undefined || home === undefined) return []
  const answer = askToEnter({ type: 'service', service: podsService }, role)
  if (answer.verdict === 'denied') return []
  return [
    doorOf(view, account, entryOf(role, home, answer), `aws:service:${podsService}`, { by: 'pod-identity', own: true }),
  ]
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
