import type { Step, StepMeta } from '../../contract.ts'
import { acrossRegions, pages, type AwsContext, type Region } from '../regional.ts'
import type { AwsSession } from '../session.ts'
import { targets } from '../targets.ts'
import { emitWorkload, nameOf } from '../workload.ts'

export const eventSources = {
  id: 'event-sources',
  title: 'Streams and queues that could feed a function',
  tier: 'deep',
  scopes: ['account'],
  needs: ['dynamodb:ListStreams', 'kinesis:ListStreams', 'sqs:ListQueues'],
  emits: ['event-sources'],
  after: ['regions'],
  group: 'resource-map',
} as const satisfies StepMeta

export const listEventSources: Step<AwsSession> = (context) =>
  acrossRegions(context, targets.eventSources, async (region) => {
    await region.attempt(readTableStreams(context, region))
    await region.attempt(readStreams(context, region))
    await region.attempt(readQueues(context, region))
  })

async function readTableStreams(context: AwsContext, region: Region): Promise<void> {
  const list = (ExclusiveStartStreamArn?: string) =>
    region.ask('dynamodbStreams', 'ListStreams', (streams, o) =>
      streams.listStreams({ ExclusiveStartStreamArn, Limit: 100 }, o),
    )
  for await (const page of pages('dynamodb:ListStreams', list, (p) => p.LastEvaluatedStreamArn))
    for (const { StreamArn, TableName } of page.Streams ?? [])
      if (StreamArn) emitSource(context, region, 'dynamodb:stream', StreamArn, TableName)
}

async function readStreams(context: AwsContext, region: Region): Promise<void> {
  const list = (NextToken?: string) =>
    region.ask('kinesis', 'ListStreams', (kinesis, o) => kinesis.listStreams({ NextToken, Limit: 100 }, o))
  for await (const page of pages('kinesis:ListStreams', list, (p) => p.NextToken))
    for (const { StreamARN, StreamName } of page.StreamSummaries ?? [])
      if (StreamARN) emitSource(context, region, 'kinesis:stream', StreamARN, StreamName)
}

/** Queues are listed by URL: `https://sqs.eu-west-1.amazonaws.com/111122223333/orders`. */
async function readQueues(context: AwsContext, region: Region): Promise<void> {
  const { partition, accountId } = context.session
  const list = (NextToken?: string) =>
    region.ask('sqs', 'ListQueues', (sqs, o) => sqs.listQueues({ NextToken, MaxResults: 1000 }, o))
  for await (const page of pages('sqs:ListQueues', list, (p) => p.NextToken))
    for (const url of page.QueueUrls ?? [])
      emitSource(context, region, 'sqs:queue', `arn:${partition}:sqs:${region.name}:${accountId}:${nameOf(url)}`)
}

function emitSource(context: AwsContext, region: Region, kind: string, arn: string, name = nameOf(arn)): void {
  const source = { 'dynamodb:stream': 'dynamodb:ListStreams', 'kinesis:stream': 'kinesis:ListStreams' }[kind]
  emitWorkload(context, { kind, arn, name, region: region.name, roleArn: null, source: source ?? 'sqs:ListQueues' })
}
