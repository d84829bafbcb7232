import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { instantOf, resourceOf } from '../workload.ts'

export const accessAnalyzer = {
  id: 'access-analyzer',
  title: 'Access Analyzer findings',
  tier: 'deep',
  scopes: ['account'],
  // ListFindingsV2 is authorized as ListFindings: https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindingsV2.html
  needs: ['access-analyzer:ListAnalyzers', 'access-analyzer:ListFindings'],
  emits: ['analyzer-findings'],
  after: ['regions'],
  group: 'regional',
} as const satisfies StepMeta

/** Analyzers that exist are read; none is ever made, since an analyzer costs money and changes the account. */
export const listAnalyzerFindings: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.analyzers, async (region) => {
    const list = (nextToken?: string) =>
      region.ask('accessAnalyzer', 'ListAnalyzers', (aa, o) => aa.listAnalyzers({ nextToken, maxResults: 100 }, o))
    for await (const page of pages('access-analyzer:ListAnalyzers', list, (p) => p.nextToken))
      for (const { arn, status, type } of page.analyzers ?? [])
        if (arn && status !== 'DISABLED') await region.attempt(readFindings(context, region, arn, type ?? 'ACCOUNT'))
  })

async function readFindings(
  context: AwsContext,
  region: Region,
  analyzerArn: string,
  analyzerType: string,
): Promise<void> {
  const filter = { status: { eq: ['ACTIVE'] } }
  const list = (nextToken?: string) =>
    region.ask(
      'accessAnalyzer',
      'ListFindingsV2',
      (aa, o) => aa.listFindingsV2({ analyzerArn, filter, nextToken, maxResults: 100 }, o),
      {
        permission: 'access-analyzer:ListFindings',
      },
    )
  for await (const page of pages('access-analyzer:ListFindingsV2', list, (p) => p.nextToken))
    for (const finding of page.findings ?? []) {
      if (!finding.id) continue
      context.emit({
        ...resourceOf(
          context,
          'access-analyzer:finding',
          `${analyzerArn}/finding/${finding.id}`,
          finding.resource ?? finding.id,
        ),
        facts: {
          region: region.name,
          findingType: finding.findingType ?? 'ExternalAccess',
          resource: finding.resource ?? '',
          resourceType: finding.resourceType ?? '',
          resourceOwnerAccount: finding.resourceOwnerAccount ?? null,
          status: finding.status ?? 'ACTIVE',
          analyzerType,
          createdAt: instantOf(finding.createdAt),
          updatedAt: instantOf(finding.updatedAt),
        },
      })
    }
}
