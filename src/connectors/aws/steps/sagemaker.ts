import { isKnown } from '../../../model/index.ts'
import type { Step, StepMeta } from '../../contract.ts'
import { all } from '../../shared/fan-out.ts'
import { acrossRegions, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, instantOf } from '../workload.ts'

export const sagemaker = {
  id: 'sagemaker',
  title: 'SageMaker notebooks and domains',
  tier: 'core',
  scopes: ['account'],
  needs: [
    'sagemaker:ListNotebookInstances',
    'sagemaker:DescribeNotebookInstance',
    'sagemaker:ListDomains',
    'sagemaker:DescribeDomain',
  ],
  emits: ['workloads', 'sagemaker'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listSagemaker: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.sagemaker, async (region) => {
    await region.attempt(readNotebooks(context, region))
    await region.attempt(readDomains(context, region))
  })

async function readNotebooks(context: AwsContext, region: Region): Promise<void> {
  const list = (NextToken?: string) =>
    region.ask('sagemaker', 'ListNotebookInstances', (sm, o) =>
      sm.listNotebookInstances({ NextToken, MaxResults: 100 }, o),
    )
  for await (const page of pages('sagemaker:ListNotebookInstances', list, (p) => p.NextToken))
    await all(
      page.NotebookInstances ?? [],
      async ({ NotebookInstanceName, NotebookInstanceArn: arn, NotebookInstanceStatus, CreationTime }) => {
        if (!NotebookInstanceName || !arn) return
        const answer = await region.attempt(
          region.ask('sagemaker', 'DescribeNotebookInstance', (sm, o) =>
            sm.describeNotebookInstance({ NotebookInstanceName }, o),
          ),
        )
        if (answer === null) return
        emitWorkload(context, {
          kind: 'sagemaker:notebook-instance',
          arn,
          name: NotebookInstanceName,
          region: region.name,
          roleArn: from(answer, ({ RoleArn }) => RoleArn ?? null),
          source: 'sagemaker:DescribeNotebookInstance',
          facts: {
            status: NotebookInstanceStatus ?? null,
            createdAt: instantOf(CreationTime),
            rootAccess: from(answer, ({ RootAccess }) => (RootAccess === undefined ? null : RootAccess === 'Enabled')),
            directInternetAccess: from(answer, (row) =>
              row.DirectInternetAccess === undefined ? null : row.DirectInternetAccess === 'Enabled',
            ),
          },
        })
      },
    )
}

async function readDomains(context: AwsContext, region: Region): Promise<void> {
  const list = (NextToken?: string) =>
    region.ask('sagemaker', 'ListDomains', (sm, o) => sm.listDomains({ NextToken, MaxResults: 100 }, o))
  for await (const page of pages('sagemaker:ListDomains', list, (p) => p.NextToken))
    await all(page.Domains ?? [], async ({ DomainId, DomainArn: arn, DomainName, CreationTime }) => {
      if (!DomainId || !arn) return
      const answer = await region.attempt(
        region.ask('sagemaker', 'DescribeDomain', (sm, o) => sm.describeDomain({ DomainId }, o)),
      )
      if (answer === null) return
      const settings = isKnown(answer) ? answer.DefaultUserSettings : undefined
      emitWorkload(context, {
        kind: 'sagemaker:domain',
        arn,
        name: DomainName ?? DomainId,
        region: region.name,
        roleArn: from(answer, () => settings?.ExecutionRole ?? null),
        source: 'sagemaker:DescribeDomain',
        facts: {
          createdAt: instantOf(CreationTime),
          authMode: from(answer, ({ AuthMode }) => AuthMode ?? null),
          spaceRoleArn: from(answer, ({ DefaultSpaceSettings }) => DefaultSpaceSettings?.ExecutionRole ?? null),
        },
      })
    })
}
