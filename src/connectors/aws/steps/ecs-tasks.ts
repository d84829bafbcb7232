import { unknown, type Known } from '../../../model/index.ts'
import { pages, type AwsContext, type Region } from '../regional.ts'
import { emitWorkload, nameOf } from '../workload.ts'

/** A running task, as the step for services meets it. */
export interface TaskRow {
  readonly taskArn?: string | undefined
  readonly taskDefinitionArn?: string | undefined
  /** `service:<name>` where a service started it. */
  readonly group?: string | undefined
  readonly lastStatus?: string | undefined
  readonly launchType?: string | undefined
  readonly enableExecuteCommand?: boolean | undefined
  readonly overrides?: { readonly taskRoleArn?: string | undefined } | undefined
}

export async function tasksOf(region: Region, cluster: string): Promise<readonly TaskRow[]> {
  const found: TaskRow[] = []
  const list = (nextToken?: string) =>
    region.ask('ecs', 'ListTasks', (ecs, o) => ecs.listTasks({ cluster, nextToken, maxResults: 100 }, o))
  for await (const { taskArns: tasks = [] } of pages('ecs:ListTasks', list, (p) => p.nextToken)) {
    if (tasks.length === 0) continue
    const answer = await region.ask('ecs', 'DescribeTasks', (ecs, o) => ecs.describeTasks({ cluster, tasks }, o))
    found.push(...(answer.tasks ?? []))
  }
  return found
}

export function ofService({ group }: TaskRow): boolean {
  return group?.startsWith('service:') ?? false
}

/** Tasks that let somebody in: the others say nothing that their service or definition does not. */
export function emitTasks(
  context: AwsContext,
  region: Region,
  cluster: string,
  tasks: readonly TaskRow[],
  roles: ReadonlyMap<string, Known<string>>,
): void {
  for (const task of tasks) {
    const { taskArn: arn, taskDefinitionArn } = task
    if (!arn || task.enableExecuteCommand !== true) continue
    const ofDefinition = roles.get(taskDefinitionArn ?? '')
    emitWorkload(context, {
      kind: 'ecs:task',
      arn,
      name: nameOf(arn),
      region: region.name,
      roleArn: task.overrides?.taskRoleArn ?? (ofDefinition === undefined ? unknown('not-collected') : ofDefinition),
      // Its service or definition is the workload; the task would count as a second one with the same role.
      running: task.overrides?.taskRoleArn !== undefined,
      source: 'ecs:DescribeTasks',
      facts: {
        enableExecuteCommand: true,
        clusterArn: cluster,
        taskDefinitionArn: taskDefinitionArn ?? null,
        group: task.group ?? null,
        lastStatus: task.lastStatus ?? null,
        launchType: task.launchType ?? null,
      },
    })
  }
}
