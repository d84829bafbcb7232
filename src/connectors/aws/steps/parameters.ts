import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { instantOf, resourceOf } from '../workload.ts'

export const parameters = {
  id: 'parameters',
  title: 'Systems Manager parameters',
  tier: 'core',
  scopes: ['account'],
  needs: ['ssm:DescribeParameters'],
  emits: ['parameters'],
  after: ['regions'],
  group: 'regional',
} as const satisfies StepMeta

const types = ['String', 'StringList', 'SecureString'] as const

/** Names and dates only: the values are never asked for. */
export const listParameters: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.parameters, async (region) => {
    const list = (NextToken?: string) =>
      region.ask('ssm', 'DescribeParameters', (ssm, o) => ssm.describeParameters({ NextToken, MaxResults: 50 }, o))
    for await (const page of pages('ssm:DescribeParameters', list, (p) => p.NextToken)) {
      for (const row of page.Parameters ?? []) {
        if (!row.Name) continue
        const { partition, accountId } = context.session
        const arn =
          row.ARN ?? `arn:${partition}:ssm:${region.name}:${accountId}:parameter/${row.Name.replace(/^\//, '')}`
        context.emit({
          ...resourceOf(context, 'ssm:parameter', arn, row.Name),
          facts: {
            region: region.name,
            type: types.find((type) => type === row.Type) ?? 'String',
            tier: row.Tier ?? null,
            lastModifiedAt: instantOf(row.LastModifiedDate),
            lastModifiedBy: row.LastModifiedUser ?? null,
            keyId: row.KeyId ?? null,
          },
        })
      }
    }
  })
