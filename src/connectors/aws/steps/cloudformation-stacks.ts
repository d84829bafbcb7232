import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, tagsOf } from '../workload.ts'

export const cloudformationStacks = {
  id: 'cloudformation-stacks',
  title: 'CloudFormation stacks with a role',
  tier: 'core',
  scopes: ['account'],
  needs: ['cloudformation:DescribeStacks'],
  emits: ['workloads', 'cloudformation-stacks'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listStacks: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.stacks, async (region) => {
    const list = (NextToken?: string) =>
      region.ask('cloudformation', 'DescribeStacks', (cloudformation, o) =>
        cloudformation.describeStacks({ NextToken }, o),
      )
    for await (const page of pages('cloudformation:DescribeStacks', list, (p) => p.NextToken)) {
      for (const stack of page.Stacks ?? []) {
        if (!stack.StackId || !stack.RoleARN || stack.StackStatus === 'DELETE_COMPLETE') continue
        // What a template marks NoEcho comes as asterisks; the rest comes in the clear.
        const values = [
          ...(stack.Parameters ?? []).map(
            ({ ParameterKey = '', ParameterValue }) => [ParameterKey, ParameterValue] as const,
          ),
          ...(stack.Outputs ?? []).map(
            ({ OutputKey = '', OutputValue }) => [`output/${OutputKey}`, OutputValue] as const,
          ),
        ]
        emitWorkload(context, {
          kind: 'cloudformation:stack',
          arn: stack.StackId,
          name: stack.StackName ?? stack.StackId,
          region: region.name,
          roleArn: stack.RoleARN,
          source: 'cloudformation:DescribeStacks',
          tags: tagsOf(stack.Tags),
          facts: {
            status: stack.StackStatus ?? null,
            createdAt: instantOf(stack.CreationTime),
            ...configuration(context, values),
          },
        })
      }
    }
  })
