import { isKnown, type Facts, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, chunks, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, nameOf, tagsOf } from '../workload.ts'
import { emitTasks, ofService, tasksOf, type TaskRow } from './ecs-tasks.ts'

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
    'ecs:ListTaskDefinitions',
  ],
  emits: ['workloads', 'ecs-services'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Region -> ARNs of clusters, for the step that reads their container instances. */
const sharedKey = 'clusters'

export function clustersSeen(session: AwsSession): ReadonlyMap<string, readonly string[]> | undefined {
  return session.facts.shared.get(sharedKey) as ReadonlyMap<string, readonly string[]> | undefined
}

export const listEcsServices: Step<AwsSession> = (context) => {
  const seen = new Map<string, string[]>()
  context.session.facts.shared.set(sharedKey, seen)
  return acrossRegions(context, targets.ecs, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('ecs', 'ListClusters', (ecs, o) => ecs.listClusters({ nextToken }, o))
    let definitions = 0
    for await (const { clusterArns = [] } of pages('ecs:ListClusters', list, (p) => p.nextToken)) {
      if (clusterArns.length > 0) seen.set(region.name, [...(seen.get(region.name) ?? []), ...clusterArns])
      const read = await all(clusterArns, (cluster) => readCluster(context, region, cluster))
      definitions += read.reduce((sum, count) => sum + count, 0)
    }
    if (seen.has(region.name) && definitions === 0) await region.attempt(readUnused(context, region))
  })
}

/** Where none is in use, the latest one stands for the others: that there is any says what may be started. */
async function readUnused(context: AwsContext, region: Region): Promise<void> {
  const { taskDefinitionArns: [latest] = [] } = await region.ask('ecs', 'ListTaskDefinitions', (ecs, o) =>
    ecs.listTaskDefinitions({ status: 'ACTIVE', sort: 'DESC', maxResults: 1 }, o),
  )
  if (latest !== undefined) await readDefinition(context, region, latest, false)
}

function emitCluster(context: AwsContext, region: Region, arn: string): void {
  emitWorkload(context, {
    kind: 'ecs:cluster',
    arn,
    name: nameOf(arn),
    region: region.name,
    roleArn: null,
    source: 'ecs:ListClusters',
  })
}

/**
 * Only definitions in use are read: those of the cluster's services, and of tasks that tell more than their service.
 * Their number.
 */
async function readCluster(context: AwsContext, region: Region, cluster: string): Promise<number> {
  emitCluster(context, region, cluster)
  const services = await servicesOf(region, cluster)
  const answer = await region.attempt(tasksOf(region, cluster))
  const tasks = isKnown(answer) ? answer : []
  const uses = usesOf(services, tasks)
  const roles = new Map(
    await all([...uses], async ([arn, alone]) => [arn, await readDefinition(context, region, arn, alone)] as const),
  )
  emitTasks(context, region, cluster, tasks, roles)
  for (const service of services) emitService(context, region, cluster, service, roles)
  return uses.size
}

interface ServiceRow {
  readonly serviceArn?: string | undefined
  readonly serviceName?: string | undefined
  readonly taskDefinition?: string | undefined
  readonly enableExecuteCommand?: boolean | undefined
  readonly launchType?: string | undefined
  readonly desiredCount?: number | undefined
  readonly tags?: Parameters<typeof tagsOf>[0]
}

/** Definitions in use, and whether one is itself what runs: no service does it for it. */
function usesOf(services: readonly ServiceRow[], tasks: readonly TaskRow[]): ReadonlyMap<string, boolean> {
  const uses = new Map<string, boolean>()
  for (const task of tasks.filter(({ enableExecuteCommand }) => enableExecuteCommand))
    if (task.taskDefinitionArn) uses.set(task.taskDefinitionArn, false)
  for (const task of tasks.filter((each) => !ofService(each)))
    if (task.taskDefinitionArn) uses.set(task.taskDefinitionArn, true)
  for (const { taskDefinition } of services) if (taskDefinition) uses.set(taskDefinition, false)
  return new Map([...uses].toSorted(([a], [b]) => (a < b ? -1 : 1)))
}

function emitService(
  context: AwsContext,
  region: Region,
  cluster: string,
  service: ServiceRow,
  roles: ReadonlyMap<string, Known<string>>,
): void {
  if (!service.serviceArn) return
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

async function servicesOf(region: Region, cluster: string): Promise<readonly ServiceRow[]> {
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

/** Emits the definition; its task role, for the services that use it. */
async function readDefinition(
  context: AwsContext,
  region: Region,
  arn: string,
  running: boolean,
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
    // Where a service runs it, its definition would count as a second workload with the same role.
    running,
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
