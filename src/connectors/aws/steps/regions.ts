import type { Step, StepMeta } from '../../contract.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import { all } from '../../shared/fan-out.ts'
import { leavePlan, mayRun, pages, type AwsContext, type RegionPlan } from '../regional.ts'
import { ask, type AskOptions, type AwsSession } from '../session.ts'
import { targets } from '../targets.ts'

export const regions = {
  id: 'regions',
  title: 'Regions',
  tier: 'core',
  scopes: ['account'],
  needs: [
    'ec2:DescribeRegions',
    'resource-explorer-2:ListIndexes',
    'resource-explorer-2:GetDefaultView',
    'resource-explorer-2:GetView',
    'resource-explorer-2:ListSupportedResourceTypes',
    'resource-explorer-2:ListResources',
  ],
  // A region that is not known of hides whatever stands in it.
  emits: [
    'workloads',
    'agentcore',
    'apprunner-services',
    'bedrock-agents',
    'cloudformation-stacks',
    'codebuild-projects',
    'ec2-instances',
    'ecs-services',
    'eks-pod-identities',
    'glue-jobs',
    'lambda-functions',
    'sagemaker',
    'state-machines',
    'agents',
    'secrets',
    'secret-policies',
    'parameters',
    'roles-anywhere',
    'analyzer-findings',
    'launch-templates',
    'container-instances',
    'stack-sets',
    'glue-dev-endpoints',
    'code-interpreters',
    'event-sources',
  ],
  after: ['authorization-details'],
  group: 'resource-map',
} as const satisfies StepMeta

/** Below this many regions, asking all of them costs no more than asking the index. */
const worthAnIndex = 3

export const listRegions: Step<AwsSession> = async (context) => {
  const { session } = context
  const names = await enabledRegions(context)
  leavePlan(session, { regions: names })
  if (names.length < worthAnIndex) return
  try {
    const index = await readIndex(context, names)
    if (index) leavePlan(session, { regions: names, index })
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
    // Without the index nothing is unseen: every enabled region is asked instead.
    context.io.log('info', `Resource Explorer was not used: ${error.message}`)
  }
}

async function enabledRegions(context: AwsContext): Promise<readonly string[]> {
  const { session } = context
  if (session.config.regions !== 'auto') return [...new Set(session.config.regions)].toSorted()
  try {
    const { Regions = [] } = await ask(context, 'ec2', 'DescribeRegions', (ec2, o) => ec2.describeRegions({}, o), {
      region: session.region,
    })
    const names = Regions.flatMap(({ RegionName, OptInStatus }) =>
      RegionName && OptInStatus !== 'not-opted-in' ? [RegionName] : [],
    )
    return names.toSorted()
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError || error instanceof AbsentError)) throw error
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    const reason = error instanceof AbsentError ? 'failed' : error.reason
    context.gap({
      reason,
      ...permission,
      detail: `Only ${session.region} was looked at: the enabled regions could not be listed. ${error.message}`,
    })
    return [session.region]
  }
}

/** An aggregator index with a view that leaves nothing out; anything less proves no absence. */
async function readIndex(context: AwsContext, names: readonly string[]): Promise<RegionPlan['index']> {
  const { session } = context
  const here: AskOptions = { region: session.region }
  const indexes: { Region?: string | undefined; Type?: string | undefined }[] = []
  const list = (NextToken?: string) =>
    ask(context, 'resourceExplorer', 'ListIndexes', (re, o) => re.listIndexes({ NextToken, MaxResults: 100 }, o), here)
  for await (const page of pages('resource-explorer-2:ListIndexes', list, (p) => p.NextToken))
    indexes.push(...(page.Indexes ?? []))
  const aggregator = indexes.find(({ Type }) => Type === 'AGGREGATOR')?.Region
  if (aggregator === undefined) return undefined
  const there: AskOptions = { region: aggregator }
  const { ViewArn } = await ask(
    context,
    'resourceExplorer',
    'GetDefaultView',
    (re, o) => re.getDefaultView({}, o),
    there,
  )
  if (!ViewArn) return undefined
  const { View } = await ask(context, 'resourceExplorer', 'GetView', (re, o) => re.getView({ ViewArn }, o), there)
  const ownAccount = View?.Scope === undefined || View.Scope.endsWith(`:${session.accountId}:root`)
  if (View?.Filters?.FilterString || !ownAccount) return undefined
  const covers = new Set(indexes.flatMap(({ Region }) => (Region ? [Region] : [])))
  const wanted = wantedTypes(session)
  const supported = await supportedTypes(context, there)
  const most = names.length
  const entries = await all(
    wanted.filter((type) => supported.has(type)),
    async (type) => [type, await regionsOf(context, there, { ViewArn, type, most, covers: covers.size })] as const,
  )
  return { covers, shown: new Map(entries.flatMap(([type, found]) => (found ? [[type, found] as const] : []))) }
}

function wantedTypes(session: AwsSession): readonly string[] {
  const running = Object.values(targets).filter(({ principals }) => mayRun(session, principals))
  return [...new Set(running.flatMap(({ types }): readonly string[] => types))]
}

async function supportedTypes(context: AwsContext, there: AskOptions): Promise<ReadonlySet<string>> {
  const types = new Set<string>()
  const operation = 'ListSupportedResourceTypes'
  const list = (NextToken?: string) =>
    ask(
      context,
      'resourceExplorer',
      operation,
      (re, o) => re.listSupportedResourceTypes({ NextToken, MaxResults: 1000 }, o),
      there,
    )
  for await (const page of pages(operation, list, (p) => p.NextToken))
    for (const { ResourceType } of page.ResourceTypes ?? []) if (ResourceType) types.add(ResourceType)
  return types
}

interface Wanted {
  readonly ViewArn: string
  readonly type: string
  /** More pages than this cost more than asking every region. */
  readonly most: number
  readonly covers: number
}

async function regionsOf(
  context: AwsContext,
  there: AskOptions,
  wanted: Wanted,
): Promise<ReadonlySet<string> | undefined> {
  const { ViewArn, type, most, covers } = wanted
  const found = new Set<string>()
  const Filters = { FilterString: `resourcetype:${type}` }
  const list = (NextToken?: string) =>
    ask(
      context,
      'resourceExplorer',
      'ListResources',
      (re, o) => re.listResources({ ViewArn, Filters, NextToken, MaxResults: 1000 }, o),
      there,
    )
  let count = 0
  for await (const page of pages('ListResources', list, (p) => p.NextToken)) {
    for (const { Region } of page.Resources ?? []) if (Region) found.add(Region)
    count += 1
    if (found.size >= covers) return found
    if (count >= most && page.NextToken) return undefined
  }
  return found
}
