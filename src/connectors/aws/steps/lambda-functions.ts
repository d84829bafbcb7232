import type { Step, StepMeta } from '../../contract.ts'
import { unknown, type Known } from '../../../model/index.ts'
import { acrossRegions, from, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { configuration, emitWorkload, instantOf, nameOf } from '../workload.ts'

export const lambdaFunctions = {
  id: 'lambda-functions',
  title: 'Lambda functions',
  tier: 'core',
  scopes: ['account'],
  needs: ['lambda:ListFunctions', 'lambda:ListEventSourceMappings'],
  emits: ['workloads', 'lambda-functions'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

/** For the step that reads their URLs and policies: region -> ARNs. */
const sharedKey = 'functions'

export function functionsOf(session: AwsSession): ReadonlyMap<string, readonly string[]> | undefined {
  return session.facts.shared.get(sharedKey) as ReadonlyMap<string, readonly string[]> | undefined
}

export const listFunctions: Step<AwsSession> = async (context) => {
  const found = new Map<string, string[]>()
  context.session.facts.shared.set(sharedKey, found)
  await acrossRegions(context, targets.functions, async (region) => {
    let triggered: Known<ReadonlySet<string>> | undefined
    const list = (Marker?: string) =>
      region.ask('lambda', 'ListFunctions', (lambda, o) => lambda.listFunctions({ Marker }, o))
    for await (const page of pages('lambda:ListFunctions', list, (p) => p.NextMarker)) {
      if (!page.Functions?.length) continue
      triggered ??= await region.attempt(functionsWithTriggers(region))
      const arns = page.Functions.flatMap(({ FunctionArn }) => (FunctionArn ? [FunctionArn] : []))
      found.set(region.name, [...(found.get(region.name) ?? []), ...arns])
      for (const row of page.Functions) emitFunction(context, region, row, triggered)
    }
  })
}

/** Functions that a queue or stream feeds; triggers by other services show in the function's own policy only. */
async function functionsWithTriggers(region: Region): Promise<ReadonlySet<string>> {
  const arns = new Set<string>()
  const list = (Marker?: string) =>
    region.ask('lambda', 'ListEventSourceMappings', (lambda, o) => lambda.listEventSourceMappings({ Marker }, o))
  for await (const page of pages('lambda:ListEventSourceMappings', list, (p) => p.NextMarker))
    for (const { FunctionArn } of page.EventSourceMappings ?? []) if (FunctionArn) arns.add(unqualified(FunctionArn))
  return arns
}

interface FunctionRow {
  readonly FunctionArn?: string | undefined
  readonly FunctionName?: string | undefined
  readonly Role?: string | undefined
  readonly Runtime?: string | undefined
  readonly PackageType?: string | undefined
  readonly LastModified?: string | undefined
  readonly Environment?:
    | { readonly Variables?: { readonly [name: string]: string } | undefined; readonly Error?: object | undefined }
    | undefined
}

function emitFunction(
  context: AwsContext,
  region: Region,
  row: FunctionRow,
  triggered: Known<ReadonlySet<string>>,
): void {
  if (!row.FunctionArn) return
  const { FunctionArn: arn, FunctionName: name = nameOf(arn) } = row
  const fed = from(triggered, (arns) => arns.has(arn))
  const modified = row.LastModified ? new Date(row.LastModified) : undefined
  emitWorkload(context, {
    kind: 'lambda:function',
    arn,
    name,
    region: region.name,
    roleArn: row.Role ?? null,
    source: 'lambda:ListFunctions',
    facts: {
      runtime: row.Runtime ?? null,
      packageType: row.PackageType ?? null,
      lastModifiedAt: modified && !Number.isNaN(modified.getTime()) ? instantOf(modified) : null,
      // False only says that no queue or stream feeds it: other services trigger it by its own policy.
      hasEventSource: fed,
      ...(fed === true ? { hasTrigger: true } : {}),
      // Variables under a key of the customer's own come as an error: a scanner should not be able to decrypt them.
      ...(row.Environment?.Error === undefined
        ? configuration(context, Object.entries(row.Environment?.Variables ?? {}))
        : { configSecrets: unknown('denied') }),
    },
  })
}

/** `…:function:name:alias` without its alias. */
function unqualified(arn: string): string {
  return arn.split(':').slice(0, 7).join(':')
}
