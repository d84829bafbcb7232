import type { ClusterFacts } from '../../../model/facts/kubernetes.ts'
import { isKnown, isUnknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { one } from '../../shared/vendor/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { getIssuer, getKubeSystem, getVersion } from '../routes/cluster.ts'

export const clusterMeta = {
  id: 'cluster',
  title: 'The cluster, its version, and the issuer of its tokens',
  tier: 'core',
  scopes: ['cluster'],
  needs: [getKubeSystem.permission, getVersion.permission, getIssuer.permission],
  emits: ['cluster'],
} as const satisfies StepMeta

export async function cluster(context: KubernetesContext): Promise<void> {
  const { target, uid } = context.session.cluster
  if (isUnknown(uid))
    context.gap({
      reason: 'denied',
      permission: getKubeSystem.permission,
      detail: `The uid of kube-system was not read; the cluster is told from others by its address ${target.server}.`,
    })
  const version = await attempt(context, 'The version', async () => (await one(context, getVersion)).gitVersion)
  const tokenIssuer = await attempt(context, 'The issuer of tokens', async () => (await one(context, getIssuer)).issuer)
  const issuer = isKnown<string>(tokenIssuer) ? plain(tokenIssuer) : tokenIssuer
  const facts = {
    version,
    issuer,
    tokenIssuer,
    platform: platformOf(version, issuer),
    secretMetadata: context.session.config.secretMetadata,
  } satisfies ClusterFacts
  const nativeId = context.scope.nativeId
  context.emit({
    type: 'resource',
    id: idOf(context, 'cluster', nativeId),
    ...placeOf(context),
    kind: 'cluster',
    nativeId,
    name: context.scope.name,
    facts,
  })
}

function plain(issuer: string): string {
  return issuer.replace(/^https:\/\//, '').replace(/\/+$/, '')
}

function platformOf(version: Known<string>, issuer: Known<string>): ClusterFacts['platform'] {
  const by = `${isKnown<string>(issuer) ? issuer : ''} ${isKnown<string>(version) ? version : ''}`
  if (/oidc[.-]eks\.|-eks-/.test(by)) return 'eks'
  if (/container\.googleapis\.com|-gke\./.test(by)) return 'gke'
  // Without an issuer of its own it names its API server.
  if (/oic\.[\w-]*aks\.azure\.|\.azmk8s\.io/.test(by)) return 'aks'
  return isUnknown(issuer) && isUnknown(version) ? { unknown: 'not-collected' } : null
}
