import { isKnown, type Facts, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, chunks, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, nameOf, tagsOf } from '../workload.ts'

export const ecsServices = {
  id: 'ecs-services',
  title: 'ECS services and task definitions',
  tier: 'core',
  scopes: ['account'],
  needs: [
    'ecs:ListClusters',
    'ecs:ListServices',
    'ecs:DescribeServices',
    'ecs:ListTasks',
    'ecs:DescribeTasks',
    'ecs:DescribeTaskDefinition',
  ],
  emits: ['workloads'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listEcsServices: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.ecs, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('ecs', 'ListClusters', (ecs, o) => ecs.listClusters({ nextToken }, o))
    for await (const page of pages('ecs:ListClusters', list, (p) => p.nextToken))
      await all(page.clusterArns ?? [], (cluster) => readCluster(context, region, cluster))
  })

/** Only definitions in use are read: those of the cluster's services, and of tasks that were started without one. */
async function readCluster(context: AwsContext, region: Region, cluster: string): Promise<void> {
  const services = await servicesOf(region, cluster)
  const alone = (await region.attempt(definitionsOfTasks(region, cluster))) ?? []
  const ofServices = services.flatMap(({ taskDefinition }) => (taskDefinition ? [taskDefinition] : []))
  const arns = [...new Set([...ofServices, ...(isKnown(alone) ? alone : [])])].toSorted()
  const roles = new Map(
    await all(
      arns,
      async (arn) => [arn, await readDefinition(context, region, arn, ofServices.includes(arn))] as const,
    ),
  )
  for (const service of services) {
    if (!service.serviceArn) continue
    emitWorkload(context, {
      kind: 'ecs:service',
      arn: service.serviceArn,
      name: service.serviceName ?? nameOf(service.serviceArn),
      region: region.name,
      roleArn: roles.get(service.taskDefinition ?? '') ?? null,
      source: 'ecs:DescribeServices',
      tags: tagsOf(service.tags),
      facts: {
        clusterArn: cluster,
        taskDefinition: service.taskDefinition ?? null,
        enableExecuteCommand: service.enableExecuteCommand ?? false,
        launchType: service.launchType ?? null,
        desiredCount: service.desiredCount ?? null,
      },
    })
  }
}

async function servicesOf(region: Region, cluster: string) {
  const arns: string[] = []
  const list = (nextToken?: string) =>
    region.ask('ecs', 'ListServices', (ecs, o) => ecs.listServices({ cluster, nextToken, maxResults: 100 }, o))
  for await (const page of pages('ecs:ListServices', list, (p) => p.nextToken)) arns.push(...(page.serviceArns ?? []))
  const described = await all(chunks(arns, 10), (services) =>
    region.ask('ecs', 'DescribeServices', (ecs, o) =>
      ecs.describeServices({ cluster, services: [...services], include: ['TAGS'] }, o),
    ),
  )
  return described.flatMap((answer) => answer.services ?? [])
}

/** Definitions of running tasks that no service started: scheduled ones, and those started by hand. */
async function definitionsOfTasks(region: Region, cluster: string): Promise<readonly string[]> {
  const found: string[] = []
  const list = (nextToken?: string) =>
    region.ask('ecs', 'ListTasks', (ecs, o) => ecs.listTasks({ cluster, nextToken, maxResults: 100 }, o))
  for await (const { taskArns: tasks = [] } of pages('ecs:ListTasks', list, (p) => p.nextToken)) {
    if (tasks.length === 0) continue
    const answer = await region.ask('ecs', 'DescribeTasks', (ecs, o) => ecs.describeTasks({ cluster, tasks }, o))
    for (const { group, taskDefinitionArn } of answer.tasks ?? [])
      if (taskDefinitionArn && !group?.startsWith('service:')) found.push(taskDefinitionArn)
  }
  return found
}

/** Emits the definition; its task role, for the services that use it. */
async function readDefinition(
  context: AwsContext,
  region: Region,
  arn: string,
  ofService: boolean,
): Promise<Known<string>> {
  const answer = await region.attempt(
    region.ask('ecs', 'DescribeTaskDefinition', (ecs, o) =>
      ecs.describeTaskDefinition({ taskDefinition: arn, include: ['TAGS'] }, o),
    ),
  )
  const definition = isKnown(answer) ? answer.taskDefinition : undefined
  const roleArn = from(answer, () => definition?.taskRoleArn ?? null)
  emitWorkload(context, {
    kind: 'ecs:task-definition',
    // The service is what runs; its definition would count as a second workload with the same role.
    running: !ofService,
    arn,
    name: arn.split('/').at(-1) ?? arn,
    region: region.name,
    roleArn,
    source: 'ecs:DescribeTaskDefinition',
    ...(isKnown(answer) ? { tags: tagsOf(answer.tags) } : {}),
    facts: definition ? definitionFacts(context, definition) : { configSecrets: from(answer, () => null) },
  })
  return roleArn
}

interface Definition {
  readonly family?: string | undefined
  readonly revision?: number | undefined
  readonly executionRoleArn?: string | undefined
  readonly networkMode?: string | undefined
  readonly containerDefinitions?: readonly Container[] | undefined
}

interface Container {
  readonly name?: string | undefined
  readonly environment?:
    | readonly { readonly name?: string | undefined; readonly value?: string | undefined }[]
    | undefined
  readonly logConfiguration?: { readonly options?: { readonly [name: string]: string } | undefined } | undefined
}

function definitionFacts(context: AwsContext, definition: Definition): Facts {
  const entries = (definition.containerDefinitions ?? []).flatMap(
    ({ name = '', environment = [], logConfiguration }) => [
      ...environment.map((pair) => [`${name}/${pair.name ?? ''}`, pair.value] as const),
      ...Object.entries(logConfiguration?.options ?? {}).map(([key, value]) => [`${name}/log/${key}`, value] as const),
    ],
  )
  return {
    family: definition.family ?? null,
    revision: definition.revision ?? null,
    executionRoleArn: definition.executionRoleArn ?? null,
    networkMode: definition.networkMode ?? null,
    ...configuration(context, entries),
  }
}
