import { isKnown, unknown, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { pages, visitRegions, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { emitWorkload, nameOf } from '../workload.ts'
import { instancesSeen } from './ec2-instances.ts'
import { clustersSeen } from './ecs-services.ts'

export const containerInstances = {
  id: 'container-instances',
  title: 'ECS container instances',
  tier: 'deep',
  scopes: ['account'],
  needs: ['ecs:ListContainerInstances', 'ecs:DescribeContainerInstances'],
  emits: ['container-instances'],
  after: ['ecs-services', 'ec2-instances'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Only EC2 and external capacity has container instances; clusters on Fargate answer with an empty list. */
export const listContainerInstances: Step<AwsSession> = async (context) => {
  const clusters = clustersSeen(context.session)
  if (clusters === undefined || clusters.size === 0) return context.skip('No ECS cluster was listed.')
  await visitRegions(context, [...clusters.keys()].toSorted(), async (region) => {
    await all(clusters.get(region.name) ?? [], (cluster) => readCluster(context, region, cluster))
  })
}

async function readCluster(context: AwsContext, region: Region, cluster: string): Promise<void> {
  const list = (nextToken?: string) =>
    region.ask('ecs', 'ListContainerInstances', (ecs, o) =>
      ecs.listContainerInstances({ cluster, nextToken, maxResults: 100 }, o),
    )
  for await (const { containerInstanceArns: arns = [] } of pages(
    'ecs:ListContainerInstances',
    list,
    (p) => p.nextToken,
  )) {
    if (arns.length === 0) continue
    const answer = await region.ask('ecs', 'DescribeContainerInstances', (ecs, o) =>
      ecs.describeContainerInstances({ cluster, containerInstances: arns }, o),
    )
    for (const row of answer.containerInstances ?? []) {
      const { containerInstanceArn: arn, ec2InstanceId } = row
      if (!arn) continue
      emitWorkload(context, {
        kind: 'ecs:container-instance',
        arn,
        name: ec2InstanceId ?? nameOf(arn),
        region: region.name,
        // The instance below is what runs with the role; both would count twice.
        running: false,
        roleArn: roleOfInstance(context, region, ec2InstanceId),
        source: 'ecs:DescribeContainerInstances',
        facts: {
          clusterArn: cluster,
          ec2InstanceId: ec2InstanceId ?? null,
          status: row.status ?? null,
          agentConnected: row.agentConnected ?? null,
        },
      })
    }
  }
}

function roleOfInstance(context: AwsContext, region: Region, instanceId: string | undefined): Known<string> {
  const seen = instancesSeen(context.session)
    ?.get(region.name)
    ?.find((each) => each.instanceId === instanceId)
  return seen !== undefined && isKnown(seen.roleArn) ? seen.roleArn : unknown('not-collected')
}
