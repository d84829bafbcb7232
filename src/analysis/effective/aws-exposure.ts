/** How an AWS user or role can be come by from outside its account. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Resource } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { credentialsOf } from '../credentials.ts'
import type { Exposure } from '../exposure.ts'
import { widest } from '../exposure.ts'
import { ownAccounts, trustedAccounts } from './aws-accounts.ts'
import { oidcTrusts } from './aws-oidc.ts'
import type { Trust } from './aws-trust.ts'
import { trustsOf } from './aws-trust.ts'
import { pinsCaller } from './aws-trust-scope.ts'
import { workloadsOf } from './aws-workloads.ts'

export interface Exposed {
  readonly exposure: Exposure
  /** What says so, in words, in order: `static access key AKIA…`, `trusts account 444455556666`. */
  readonly because: readonly string[]
}

export function exposureOf(identity: Identity, view: View): Exposed {
  const found = identity.kind === 'iam-role' ? ofRole(identity, view) : ofUser(identity, view)
  const exposure = widest(found.map(([each]) => each))
  return { exposure, because: found.filter(([each]) => each === exposure).map(([, words]) => words) }
}

type Found = readonly (readonly [Exposure, string])[]

function ofUser(user: Identity, view: View): Found {
  const kinds = ['access-key', 'api-key'] as const
  return kinds.flatMap((kind) =>
    credentialsOf(user, view, kind)
      .filter(({ enabled }) => enabled !== false)
      .map(({ name }) => ['static', `static ${kind === 'api-key' ? 'API key' : 'access key'} ${name}`] as const),
  )
}

function ofRole(role: Identity, view: View): Found {
  const trusts = trustsOf(role)
  const read = isUnknown(trusts) ? [] : trusts
  const federated = oidcTrusts(read).map(({ subject, issuer }): Found[number] =>
    subject === 'pinned' || !issuer.shared
      ? ['external', `lets in tokens of ${issuer.title}`]
      : ['open', `lets in tokens of anybody at ${issuer.title}`],
  )
  return [...read.flatMap((trust) => ofTrust(trust, view)), ...federated, ...workloadsOf(role, view).flatMap(publicly)]
}

function ofTrust(trust: Trust, view: View): Found {
  const named = trustedAccounts(trust)
  if (trust.principal.type === 'anyone' && named.length === 0) {
    return pinsCaller(trust) ? [] : [['open', 'lets in any AWS account']]
  }
  const { ids } = ownAccounts(view)
  return named.filter((account) => !ids.has(account)).map((account) => ['external', `trusts the account ${account}`])
}

/** Workloads that answer calls from the internet. */
function publicly(workload: Resource): Found {
  const { facts, name } = workload
  if (workload.kind === 'lambda:function' && facts['functionUrlAuthType'] === 'NONE')
    return [['internet', `runs the function ${name}, whose URL is open`]]
  const address = facts['publicIp']
  const runs = facts['state'] === undefined || facts['state'] === 'running'
  if (workload.kind === 'ec2:instance' && runs && isKnown(address as string | null) && address !== '')
    return [['internet', `runs the instance ${name}, which has a public address`]]
  return []
}
