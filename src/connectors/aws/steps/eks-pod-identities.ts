import { all } from '../../shared/fan-out.ts'
import { from, acrossRegions, pages, type AwsContext, type Region } from '../regional.ts'
import { isKnown, type Facts } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf, nameOf } from '../workload.ts'

export const eksPodIdentities = {
  id: 'eks-pod-identities',
  title: 'EKS clusters and pod identities',
  tier: 'core',
  scopes: ['account'],
  needs: [
    'eks:ListClusters',
    'eks:DescribeCluster',
    'eks:ListPodIdentityAssociations',
    'eks:DescribePodIdentityAssociation',
  ],
  emits: ['workloads', 'eks-pod-identities'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listPodIdentities: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.clusters, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('eks', 'ListClusters', (eks, o) => eks.listClusters({ nextToken, maxResults: 100 }, o))
    for await (const page of pages('eks:ListClusters', list, (p) => p.nextToken))
      await all(page.clusters ?? [], async (cluster) => {
        await readCluster(context, region, cluster)
        await region.attempt(readAssociations(context, region, cluster))
      })
  })

async function readCluster(context: AwsContext, region: Region, name: string): Promise<void> {
  const answer = await region.attempt(
    region.ask('eks', 'DescribeCluster', (eks, o) => eks.describeCluster({ name }, o)),
  )
  if (answer === null) return
  const { partition, accountId } = context.session
  const cluster = isKnown(answer) ? answer.cluster : undefined
  // A cluster's token issuer is where roles for service accounts trust it: the join with the account's OIDC providers.
  const facts: Facts = isKnown(answer)
    ? {
        oidcIssuer: cluster?.identity?.oidc?.issuer?.replace(/^https:\/\//, '') ?? null,
        createdAt: instantOf(cluster?.createdAt),
        version: cluster?.version ?? null,
        authenticationMode: cluster?.accessConfig?.authenticationMode ?? null,
      }
    : { oidcIssuer: answer }
  emitWorkload(context, {
    kind: 'eks:cluster',
    arn: cluster?.arn ?? `arn:${partition}:eks:${region.name}:${accountId}:cluster/${name}`,
    name,
    region: region.name,
    roleArn: from(answer, () => cluster?.roleArn ?? null),
    source: 'eks:DescribeCluster',
    tags: from(answer, () => cluster?.tags ?? {}),
    facts,
  })
}

async function readAssociations(context: AwsContext, region: Region, clusterName: string): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('eks', 'ListPodIdentityAssociations', (eks, o) =>
      eks.listPodIdentityAssociations({ clusterName, nextToken, maxResults: 100 }, o),
    )
  for await (const page of pages('eks:ListPodIdentityAssociations', list, (p) => p.nextToken))
    await all(page.associations ?? [], (row) => readAssociation(context, region, clusterName, row))
}

interface AssociationRow {
  readonly associationId?: string | undefined
  readonly associationArn?: string | undefined
  readonly namespace?: string | undefined
  readonly serviceAccount?: string | undefined
}

/** The list carries no role: each association is asked for its own. */
async function readAssociation(
  context: AwsContext,
  region: Region,
  clusterName: string,
  row: AssociationRow,
): Promise<void> {
  const { associationId, associationArn: arn, namespace = '', serviceAccount = '' } = row
  if (!associationId || !arn) return
  const answer = await region.attempt(
    region.ask('eks', 'DescribePodIdentityAssociation', (eks, o) =>
      eks.describePodIdentityAssociation({ clusterName, associationId }, o),
    ),
  )
  if (answer === null) return
  const read = from(answer, ({ association }) => association ?? null)
  emitWorkload(context, {
    kind: 'eks:pod-identity-association',
    arn,
    name: `${clusterName}/${namespace}/${serviceAccount || nameOf(arn)}`,
    region: region.name,
    roleArn: from(read, ({ roleArn }) => roleArn ?? null),
    source: 'eks:DescribePodIdentityAssociation',
    tags: from(read, ({ tags }) => tags ?? {}),
    facts: {
      clusterName,
      namespace,
      serviceAccount,
      targetRoleArn: from(read, ({ targetRoleArn }) => targetRoleArn ?? null),
      disableSessionTags: from(read, ({ disableSessionTags }) => disableSessionTags ?? false),
      createdAt: from(read, ({ createdAt }) => instantOf(createdAt)),
    },
  })
}
