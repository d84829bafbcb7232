import type { CloudAnnotations, ServiceAccountFacts } from '../../../model/facts/kubernetes.ts'
import type { z } from 'zod'
import type { StepMeta } from '../../contract.ts'
import { environmentOf, managedBy, ownersAmong } from '../map/managed.ts'
import { accountName, idOf, instantOf, placeOf, untold } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { listServiceAccounts } from '../routes/cluster.ts'
import { ownAccount } from '../self.ts'

export const serviceAccountsMeta = {
  id: 'service-accounts',
  title: 'Service accounts, and which identities of clouds they ask for',
  tier: 'core',
  scopes: ['cluster'],
  needs: [listServiceAccounts.permission],
  emits: ['service-accounts'],
  after: ['namespaces'],
} as const satisfies StepMeta

type Answer = z.infer<typeof listServiceAccounts.schema>

export async function serviceAccounts(context: KubernetesContext): Promise<void> {
  const self = await ownAccount(context)
  const seen = new Set<string>()
  for await (const answer of listOf(context, listServiceAccounts)) {
    seen.add(`${answer.metadata.namespace}/${answer.metadata.name}`)
    emitAccount(context, answer, self)
  }
  context.session.facts.accounts = seen
}

function emitAccount(context: KubernetesContext, answer: Answer, self: string | undefined): void {
  const { namespace, name, uid, labels, annotations, creationTimestamp } = answer.metadata
  const nativeId = accountName(namespace, name)
  const around = context.session.facts.namespaces?.get(namespace)?.labels ?? {}
  const facts = {
    namespace,
    account: name,
    uid: uid ?? null,
    automount: answer.automountServiceAccountToken ?? null,
    secrets: namesOf(answer.secrets),
    imagePullSecrets: namesOf(answer.imagePullSecrets),
    cloud: cloudOf(annotations ?? {}),
    managedBy: managedBy(labels, annotations),
    ...(nativeId === self ? { scanner: true as const } : {}),
  } satisfies ServiceAccountFacts
  const tags = { ...ownersAmong(around), ...labels }
  context.emit({
    type: 'identity',
    id: idOf(context, 'service-account', nativeId),
    ...placeOf(context),
    ...untold,
    kind: 'service-account',
    nativeId,
    name: `${namespace}/${name}`,
    createdAt: instantOf(creationTimestamp),
    enabled: true,
    class: 'machine',
    environment: environmentOf({ ...around, ...labels }),
    tags: Object.keys(tags).length === 0 ? null : tags,
    facts,
  })
}

function namesOf(list: readonly { readonly name?: string | undefined }[] | null | undefined): readonly string[] {
  return (list ?? []).flatMap(({ name }) => name ?? []).toSorted()
}

function cloudOf(annotations: NonNullable<Answer['metadata']['annotations']>): CloudAnnotations {
  return {
    awsRoleArn: annotations['eks.amazonaws.com/role-arn'] ?? null,
    gcpServiceAccount: annotations['iam.gke.io/gcp-service-account'] ?? null,
    azureClientId: annotations['azure.workload.identity/client-id'] ?? null,
    azureTenantId: annotations['azure.workload.identity/tenant-id'] ?? null,
  }
}
