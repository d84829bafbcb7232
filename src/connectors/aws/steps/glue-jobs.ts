import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, roleArnOf } from '../workload.ts'

export const glueJobs = {
  id: 'glue-jobs',
  title: 'Glue jobs',
  tier: 'core',
  scopes: ['account'],
  needs: ['glue:GetJobs'],
  emits: ['workloads', 'glue-jobs'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listGlueJobs: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.glueJobs, async (region) => {
    const { partition, accountId } = context.session
    const list = (NextToken?: string) =>
      region.ask('glue', 'GetJobs', (glue, o) => glue.getJobs({ NextToken, MaxResults: 200 }, o))
    for await (const page of pages('glue:GetJobs', list, (p) => p.NextToken)) {
      for (const job of page.Jobs ?? []) {
        if (!job.Name) continue
        emitWorkload(context, {
          kind: 'glue:job',
          arn: `arn:${partition}:glue:${region.name}:${accountId}:job/${job.Name}`,
          name: job.Name,
          region: region.name,
          roleArn: roleArnOf(context, job.Role),
          source: 'glue:GetJobs',
          facts: {
            createdAt: instantOf(job.CreatedOn),
            command: job.Command?.Name ?? null,
            ...configuration(context, [
              ...Object.entries(job.DefaultArguments ?? {}),
              ...Object.entries(job.NonOverridableArguments ?? {}),
            ]),
          },
        })
      }
    }
  })
