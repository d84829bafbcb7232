import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { classify } from './classify.ts'
import { createHandler } from './client.ts'
import { dynamodbStreamsClient, kinesisClient, sqsClient } from './event-source-clients.ts'

const ends: (() => void)[] = []
afterEach(() => {
  for (const end of ends.splice(0)) end()
})

/** A service that gives one answer to everything, and remembers what it was asked. */
async function service(status: number, answer: object | string) {
  const asked: { readonly headers: IncomingMessage['headers']; readonly body: string }[] = []
  const server = createServer((request, response) => {
    const parts: Uint8Array[] = []
    request.on('data', (part: Uint8Array) => parts.push(part))
    request.on('end', () => {
      asked.push({ headers: request.headers, body: Buffer.concat(parts).toString() })
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' })
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const requestHandler = await createHandler()
  ends.push(() => {
    requestHandler.destroy()
    server.close()
  })
  const { port } = server.address() as AddressInfo
  const credentials = async () => ({ accessKeyId: 'AKIAQ7M2X5K4R3W3Y6H5', secretAccessKey: 'not-a-real-key' })
  return { asked, config: { region: 'eu-west-1', credentials, requestHandler, endpoint: `http://127.0.0.1:${port}` } }
}
const options = () => ({ abortSignal: new AbortController().signal })

test('each is asked in its own protocol, signed for its own name', async () => {
  const { asked, config } = await service(200, {})
  await (await dynamodbStreamsClient(config)).listStreams({ ExclusiveStartStreamArn: undefined, Limit: 100 }, options())
  await (await kinesisClient(config)).listStreams({ NextToken: 'next', Limit: 100 }, options())
  await (await sqsClient(config)).listQueues({ NextToken: undefined, MaxResults: 1000 }, options())
  expect(asked.map(({ headers, body }) => [headers['x-amz-target'], headers['content-type'], body])).toEqual([
    ['DynamoDBStreams_20120810.ListStreams', 'application/x-amz-json-1.0', '{"Limit":100}'],
    ['Kinesis_20131202.ListStreams', 'application/x-amz-json-1.1', '{"NextToken":"next","Limit":100}'],
    ['AmazonSQS.ListQueues', 'application/x-amz-json-1.0', '{"MaxResults":1000}'],
  ])
  const scopes = asked.map(({ headers }) => /Credential=[^/]+\/\d+\/([^,]+)\//.exec(headers.authorization ?? '')?.[1])
  expect(scopes).toEqual(['eu-west-1/dynamodb', 'eu-west-1/kinesis', 'eu-west-1/sqs'])
})

test('a refusal names the permission as policies write it', async () => {
  const message = 'User: arn:aws:iam::1:user/x is not authorized to perform: sqs:listqueues on resource: *'
  const { config } = await service(400, { __type: 'com.amazonaws.sqs#AccessDeniedException', message })
  const { listQueues } = await sqsClient(config)
  const failure = await listQueues({ NextToken: undefined, MaxResults: 1000 }, options()).catch(classify)
  expect(failure).toMatchObject({ kind: 'denied', permission: 'sqs:ListQueues' })
})

test('an answer that is no JSON is an error, not an empty list', async () => {
  const { config } = await service(200, '<html></html>')
  const { listStreams } = await kinesisClient(config)
  const failure = await listStreams({ NextToken: undefined, Limit: 100 }, options()).catch(classify)
  expect(failure).toMatchObject({ kind: 'failed' })
})
