import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf, roleArnOf } from '../workload.ts'

export const glueDevEndpoints = {
  id: 'glue-dev-endpoints',
  title: 'Glue development endpoints',
  tier: 'deep',
  scopes: ['account'],
  needs: ['glue:GetDevEndpoints'],
  emits: ['glue-dev-endpoints'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listDevEndpoints: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.glueDevEndpoints, async (region) => {
    const { partition, accountId } = context.session
    const list = (NextToken?: string) =>
      region.ask('glue', 'GetDevEndpoints', (glue, o) => glue.getDevEndpoints({ NextToken, MaxResults: 200 }, o))
    for await (const page of pages('glue:GetDevEndpoints', list, (p) => p.NextToken)) {
      for (const { EndpointName: name, RoleArn, Status, CreatedTimestamp } of page.DevEndpoints ?? []) {
        if (!name) continue
        emitWorkload(context, {
          kind: 'glue:dev-endpoint',
          arn: `arn:${partition}:glue:${region.name}:${accountId}:devEndpoint/${name}`,
          name,
          region: region.name,
          roleArn: roleArnOf(context, RoleArn),
          source: 'glue:GetDevEndpoints',
          facts: { status: Status ?? null, createdAt: instantOf(CreatedTimestamp) },
        })
      }
    }
  })
