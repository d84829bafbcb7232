/** Streams and queues by one list operation each: three packages of the SDK would be much for that. */
import { jsonOperation, signedRequests, type SendOptions, type SignedConfig } from './signed-requests.ts'

export interface TableStreams {
  readonly Streams?: readonly { readonly StreamArn?: string; readonly TableName?: string }[]
  readonly LastEvaluatedStreamArn?: string
}
export interface Streams {
  readonly StreamSummaries?: readonly { readonly StreamARN?: string; readonly StreamName?: string }[]
  readonly NextToken?: string
}
export interface Queues {
  readonly QueueUrls?: readonly string[]
  readonly NextToken?: string
}
type Ask<Input, Output> = (input: Input, options: SendOptions) => Promise<Output>

/** https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_streams_ListStreams.html */
export async function dynamodbStreamsClient(config: SignedConfig) {
  const send = await signedRequests(config, 'dynamodb', 'streams.dynamodb')
  type Input = { readonly ExclusiveStartStreamArn: string | undefined; readonly Limit: number }
  const listStreams: Ask<Input, TableStreams> = jsonOperation(send, 'DynamoDBStreams_20120810.ListStreams', '1.0')
  return { listStreams }
}

/** https://docs.aws.amazon.com/kinesis/latest/APIReference/API_ListStreams.html */
export async function kinesisClient(config: SignedConfig) {
  const send = await signedRequests(config, 'kinesis')
  type Input = { readonly NextToken: string | undefined; readonly Limit: number }
  const listStreams: Ask<Input, Streams> = jsonOperation(send, 'Kinesis_20131202.ListStreams', '1.1')
  return { listStreams }
}

/** https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_ListQueues.html */
export async function sqsClient(config: SignedConfig) {
  const send = await signedRequests(config, 'sqs')
  type Input = { readonly NextToken: string | undefined; readonly MaxResults: number }
  const ask: Ask<Input, Queues> = jsonOperation(send, 'AmazonSQS.ListQueues', '1.0')
  const listQueues: Ask<Input, Queues> = (input, options) => ask(input, options).catch(rethrowSpelled)
  return { listQueues }
}

/** A refusal of this service writes the permission in lower case: `is not authorized to perform: sqs:listqueues`. */
function rethrowSpelled(error: unknown): never {
  if (error instanceof Error) error.message = error.message.replace(/\bsqs:listqueues\b/, 'sqs:ListQueues')
  throw error
}
