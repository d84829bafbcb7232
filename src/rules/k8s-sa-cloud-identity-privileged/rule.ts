import { cloudDoors } from '../../analysis/effective/kubernetes-clouds/index.ts'
import type { Cloud, CloudDoor } from '../../analysis/effective/kubernetes-clouds/index.ts'
import { eksClusterOf } from '../../analysis/effective/kubernetes-eks.ts'
import { clusterOf, k8sAccountFacts } from '../../analysis/effective/kubernetes-facts.ts'
import { workloadsOf } from '../../analysis/effective/kubernetes-usage.ts'
import { counted } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Evidence, Identity, Remediation } from '../../model/index.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import type { UnknownOutcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { breakPaths } from '../shared/aws-paths.ts'
import { cloudAccounts, unseenDoors } from '../shared/cloud-doors.ts'
import { applicationNamed, tenants, unseenFederation } from '../shared/entra-doors.ts'
import { googleScopes, unseenPools } from '../shared/gcp-doors.ts'
import { k8sControls } from '../shared/kubernetes-grants.ts'

export const rule = defineRule({
  id: 'k8s-sa-cloud-identity-privileged',
  title: 'Service account becomes a privileged identity of a cloud',
  severity: 'high',
  provider: 'kubernetes',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['kubernetes.service-accounts', 'kubernetes.cluster', 'kubernetes.workloads'],
  messages: {
    admin: '{name} ({workloads}) becomes {identity}, and {place} in {hops}: {how}.',
    sensitive: '{name} ({workloads}) becomes {identity}, which reads secrets or data of its account: {how}.',
  },
  frameworks: k8sControls('over-privilege', {
    'owasp-nhi-2025': ['NHI5:2025', 'NHI8:2025'],
    'mitre-attack-19.1': ['T1199', 'T1078.004', 'T1552.007'],
  }),
  remediation: () => [part],
  check(account, { view }) {
    const asked = askedFor(account)
    const known = { aws: cloudAccounts(view), azure: tenants(view), gcp: googleScopes(view) }
    if (asked.length === 0 && Object.values(known).every((scopes) => scopes.length === 0)) return undefined
    const issuer = clusterOf(view)?.issuer
    if (!isKnown(issuer)) return unknownBecause(becauseOf(issuer), ['get /.well-known/openid-configuration'])
    const doors = cloudDoors(view, account)
    const door = doors.find(({ own, gain }) => own && gain !== 'ordinary')
    if (door === undefined) {
      const unread = asked.find((cloud) => known[cloud].length === 0)
      if (unread !== undefined) return unknownBecause('not-collected', [`a scan of ${clouds[unread].name}`])
      if (doors.length === 0 && asked.length === 0) return unseenAnywhere(view)
      return unseenAnywhere(view) ?? pass
    }
    const workloads = workloadsOf(view, account)
    return fail(door.gain === 'admin' ? 'admin' : 'sensitive', {
      values: {
        name: account.name,
        workloads: counted(workloads.length, 'workload'),
        identity: `${clouds[door.cloud].what} ${nameOf(view, door)}`,
        place: clouds[door.cloud].gets,
        hops: counted(door.path?.hops.length ?? 1, 'hop'),
        how: hows[door.by],
      },
      severity: door.gain === 'admin' ? 'high' : 'medium',
      confidence: (door.path?.verdict ?? 'proven') === 'proven' ? 'proven' : 'possible',
      evidence: evidenceOf(view, account, door, issuer),
      related: workloads.map(({ id }) => id).slice(0, 20),
      data: {
        cloud: door.cloud,
        identity: door.identity,
        by: door.by,
        paths: door.path === undefined ? [] : [door.path],
        alsoBecomes: doors.filter((each) => each !== door && each.own).map(({ identity }) => identity),
      },
      remediation: [part, ...(door.path === undefined ? [] : mend(door))],
    })
  },
})

const part = {
  text: 'Give the identity what the workload does in the cloud, and nothing that gives rights away; let it take tokens of this account alone.',
}

const clouds: {
  readonly [C in Cloud]: {
    readonly name: string
    readonly what: string
    readonly gets: string
    readonly source: string
  }
} = {
  aws: {
    name: 'AWS',
    what: 'the role',
    gets: 'gets to administration of AWS',
    source: 'iam:GetAccountAuthorizationDetails',
  },
  azure: {
    name: 'Microsoft Azure',
    what: 'the identity',
    gets: 'gets to control of Microsoft’s cloud',
    source: 'Microsoft Graph and Azure Resource Graph',
  },
  gcp: {
    name: 'Google Cloud',
    what: 'the principal',
    gets: 'gets to control of Google Cloud',
    source: 'IAM policies and pools',
  },
}

const hows: { readonly [By in CloudDoor['by']]: string } = {
  issuer: 'its trust takes tokens of the cluster',
  'pod-identity': 'EKS Pod Identity hands it out',
  'workload-identity': 'by the pool of its project',
}

/** What its annotations name, whether or not the cloud takes it. */
function askedFor(account: Identity): readonly Cloud[] {
  const { awsRoleArn, azureClientId, gcpServiceAccount } = k8sAccountFacts(account).cloud
  return [
    ...(isKnown(awsRoleArn) ? (['aws'] as const) : []),
    ...(isKnown(azureClientId) ? (['azure'] as const) : []),
    ...(isKnown(gcpServiceAccount) ? (['gcp'] as const) : []),
  ]
}

function unseenAnywhere(view: View): UnknownOutcome | undefined {
  return unseenDoors(view) ?? unseenAssociations(view) ?? unseenFederation(view) ?? unseenPools(view)
}

/** Of the cluster's own account, where it is known which that is. */
function unseenAssociations(view: View): UnknownOutcome | undefined {
  if (clusterOf(view)?.platform !== 'eks') return undefined
  const own = eksClusterOf(view)?.scope
  const gap = (own === undefined ? cloudAccounts(view) : [own])
    .map((scope) => view.gap('aws.eks-pod-identities', scope))
    .find((found) => found !== undefined)
  return gap && unknownBecause(gap.reason, [gap.permission ?? 'eks:ListPodIdentityAssociations'])
}

function nameOf(view: View, { cloud, identity, name }: CloudDoor): string {
  return cloud === 'azure' ? applicationNamed(view, identity) : name
}

function evidenceOf(view: View, account: Identity, door: CloudDoor, issuer: string): readonly Evidence[] {
  const { cloud } = door
  const allowing = (door.path?.statements ?? []).filter(({ effect }) => effect === 'Allow')
  return [
    { source: 'get /.well-known/openid-configuration', detail: `issuer ${issuer}, subject ${account.nativeId}` },
    ...allowing.slice(0, 8).map(({ holder, policy, index, sid }) => ({
      source: clouds[cloud].source,
      detail:
        cloud === 'aws'
          ? `${holder} > ${policy} > ${sid ?? `Statement[${index}]`}`
          : `${applicationNamed(view, holder)}: ${policy}`,
    })),
  ]
}

function mend({ cloud, path }: CloudDoor): readonly Remediation[] {
  if (path === undefined) return []
  return cloud === 'aws' ? breakPaths([path]) : [{ text: path.mend }]
}
