import { isKnown, type Facts, type Known } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, from, pages } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, nameOf } from '../workload.ts'

export const apprunnerServices = {
  id: 'apprunner-services',
  title: 'App Runner services',
  tier: 'core',
  scopes: ['account'],
  needs: ['apprunner:ListServices', 'apprunner:DescribeService'],
  emits: ['workloads', 'apprunner-services'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listAppRunnerServices: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.apprunnerServices, async (region) => {
    const list = (NextToken?: string) =>
      region.ask('apprunner', 'ListServices', (apprunner, o) => apprunner.listServices({ NextToken }, o))
    for await (const page of pages('apprunner:ListServices', list, (p) => p.NextToken))
      await all(page.ServiceSummaryList ?? [], async ({ ServiceArn: arn, ServiceName, Status, CreatedAt }) => {
        if (!arn || Status === 'DELETED') return
        const answer = await region.attempt(
          region.ask('apprunner', 'DescribeService', (apprunner, o) =>
            apprunner.describeService({ ServiceArn: arn }, o),
          ),
        )
        if (answer === null) return
        const service: Known<ServiceRow> = from(answer, ({ Service }) => Service ?? null)
        const variables = isKnown(service)
          ? configuration(context, variablesOf(service))
          : { configSecrets: from(service, () => null) }
        emitWorkload(context, {
          kind: 'apprunner:service',
          arn,
          name: ServiceName ?? nameOf(arn),
          region: region.name,
          roleArn: from(service, ({ InstanceConfiguration }) => InstanceConfiguration?.InstanceRoleArn ?? null),
          source: 'apprunner:DescribeService',
          facts: {
            status: Status ?? null,
            createdAt: instantOf(CreatedAt),
            accessRoleArn: from(
              service,
              (row) => row.SourceConfiguration?.AuthenticationConfiguration?.AccessRoleArn ?? null,
            ),
            ...(variables satisfies Facts),
          },
        })
      })
  })

interface Variables {
  readonly RuntimeEnvironmentVariables?: { readonly [name: string]: string } | undefined
}
interface ServiceRow {
  readonly InstanceConfiguration?: { readonly InstanceRoleArn?: string | undefined } | undefined
  readonly SourceConfiguration?:
    | {
        readonly AuthenticationConfiguration?: { readonly AccessRoleArn?: string | undefined } | undefined
        readonly ImageRepository?: { readonly ImageConfiguration?: Variables | undefined } | undefined
        readonly CodeRepository?:
          | { readonly CodeConfiguration?: { readonly CodeConfigurationValues?: Variables | undefined } | undefined }
          | undefined
      }
    | undefined
}

function variablesOf({ SourceConfiguration: source }: ServiceRow): readonly (readonly [string, string])[] {
  const image = source?.ImageRepository?.ImageConfiguration
  const code = source?.CodeRepository?.CodeConfiguration?.CodeConfigurationValues
  return [image, code].flatMap((each) => Object.entries(each?.RuntimeEnvironmentVariables ?? {}))
}
