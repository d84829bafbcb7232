import { isKnown, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, roleArnOf, tagsOf } from '../workload.ts'

export const stackSets = {
  id: 'stack-sets',
  title: 'CloudFormation stack sets',
  tier: 'deep',
  scopes: ['account'],
  needs: ['cloudformation:ListStackSets', 'cloudformation:DescribeStackSet', 'cloudformation:ListStackInstances'],
  emits: ['stack-sets'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

/** What AWS takes where a stack set names none, https://docs.aws.amazon.com/AWSCloudFormation/latest/APIReference/API_CreateStackSet.html */
const usualExecutionRole = 'AWSCloudFormationStackSetExecutionRole'

export const listStackSets: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.stackSets, async (region) => {
    const list = (NextToken?: string) =>
      region.ask('cloudformation', 'ListStackSets', (cloudformation, o) =>
        cloudformation.listStackSets({ Status: 'ACTIVE', NextToken, MaxResults: 100 }, o),
      )
    for await (const page of pages('cloudformation:ListStackSets', list, (p) => p.NextToken))
      await all(page.Summaries ?? [], async ({ StackSetName }) => {
        if (StackSetName) await readStackSet(context, region, StackSetName)
      })
  })

async function readStackSet(context: AwsContext, region: Region, StackSetName: string): Promise<void> {
  const answer = await region.attempt(
    region.ask('cloudformation', 'DescribeStackSet', (cloudformation, o) =>
      cloudformation.describeStackSet({ StackSetName }, o),
    ),
  )
  if (answer === null) return
  const instances = await region.attempt(countInstances(region, StackSetName))
  const set = isKnown(answer) ? answer.StackSet : undefined
  const { partition, accountId } = context.session
  // With permissions that the organization manages, roles of AWS's own do the work.
  const own = set?.PermissionModel !== 'SERVICE_MANAGED'
  const executionRole = own ? (set?.ExecutionRoleName ?? usualExecutionRole) : undefined
  emitWorkload(context, {
    kind: 'cloudformation:stackset',
    arn: set?.StackSetARN ?? `arn:${partition}:cloudformation:${region.name}:${accountId}:stackset/${StackSetName}`,
    name: StackSetName,
    region: region.name,
    roleArn: from(answer, () => executionRoleOf(context, executionRole)),
    source: 'cloudformation:DescribeStackSet',
    ...(set === undefined ? {} : { tags: tagsOf(set.Tags) }),
    facts: {
      administrationRoleArn: from(answer, () => set?.AdministrationRoleARN ?? null),
      executionRoleName: from(answer, () => executionRole ?? null),
      permissionModel: from(answer, () => set?.PermissionModel ?? 'SELF_MANAGED'),
      status: from(answer, () => set?.Status ?? null),
      instances,
    },
  })
}

/** The role of that name in the stack set's own account; in the accounts of its instances there is one each. */
function executionRoleOf(context: AwsContext, name: string | undefined): Known<string> {
  const arn = roleArnOf(context, name)
  return isKnown(arn) || context.session.facts.roles === undefined ? arn : null
}

async function countInstances(region: Region, StackSetName: string): Promise<number> {
  let count = 0
  const list = (NextToken?: string) =>
    region.ask('cloudformation', 'ListStackInstances', (cloudformation, o) =>
      cloudformation.listStackInstances({ StackSetName, NextToken, MaxResults: 100 }, o),
    )
  for await (const page of pages('cloudformation:ListStackInstances', list, (p) => p.NextToken))
    count += page.Summaries?.length ?? 0
  return count
}
