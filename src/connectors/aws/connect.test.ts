import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startAwsServer, type AwsServer } from '../../../fixtures/servers/aws/server.ts'
import { acme, prod } from '../../../test/support/aws-estate.ts'
import { awsEnv } from '../../../test/support/aws-scan.ts'
import type { ConnectorIo } from '../contract.ts'
import { assumeRole, connect, endpoints } from './connect.ts'
import { discover } from './discover.ts'
import { AwsConfig } from './schema.ts'

const config = (more: object) => AwsConfig.parse({ region: 'eu-west-1', ...more })

const env = (values: { readonly [name: string]: string }) => (name: string) => values[name]

const look = (values: { readonly [name: string]: string }, files: readonly string[] = []) =>
  discover({ env: (name) => values[name], exists: (path) => files.includes(path), home: '/home/anna' })

describe('a session in a member account', () => {
  let server: AwsServer
  beforeAll(async () => (server = await startAwsServer({ estate: acme(), now: '2026-11-21T10:00:00Z' })))
  afterAll(() => server.close())

  test('is one for as long as it lasts, and renewed before it ends', async () => {
    let time = Date.now()
    const io: ConnectorIo = {
      now: '2026-11-21T10:00:00Z',
      time: () => time,
      tier: 'core',
      signal: new AbortController().signal,
      env: (name) => ({ ...awsEnv })[name as keyof typeof awsEnv],
      call: (_spec, send) => send(new AbortController().signal),
      log: () => undefined,
      fingerprint: () => '',
      readFile: () => Promise.reject(new Error('no files here')),
      sleep: () => Promise.resolve(),
    }
    const client = await connect(
      config({ endpoint: server.url, organization: { externalIdEnv: 'MUSTER_EXTERNAL_ID' } }),
      io,
    )
    const { credentials } = await assumeRole(client, { accountId: prod, partition: 'aws' }, io)
    const asked = (): number => server.calls.filter(({ operation }) => operation === 'AssumeRole').length
    const first = await credentials()
    expect(await credentials()).toEqual(first)
    expect(asked()).toBe(1)
    time += 56 * 60_000
    const [second, third] = await Promise.all([credentials(), credentials()])
    expect(second.accessKeyId).not.toBe(first.accessKeyId)
    expect(third).toEqual(second)
    expect(asked()).toBe(2)
    client.handler.destroy()
  })
})

describe('endpoints', () => {
  test("are the configuration's, or a service's own, or the one for all", () => {
    expect(endpoints(config({ endpoint: 'https://aws.internal' }), env({ AWS_ENDPOINT_URL: 'https://other' }))).toEqual(
      ['https://aws.internal'],
    )
    expect(endpoints(config({}), env({ AWS_ENDPOINT_URL_IAM: 'https://iam.internal' }))).toEqual([
      'https://iam.internal',
    ])
    expect(
      endpoints(config({}), env({ AWS_ENDPOINT_URL: 'https://all', AWS_ENDPOINT_URL_IAM: 'https://iam' })),
    ).toEqual(['https://all', 'https://iam'])
    expect(endpoints(config({}), env({}))).toEqual([])
  })

  test('of the environment can be told to be ignored', () => {
    const values = { AWS_ENDPOINT_URL: 'https://all', AWS_IGNORE_CONFIGURED_ENDPOINT_URLS: 'true' }
    expect(endpoints(config({}), env(values))).toEqual([])
  })
})

describe('looking around', () => {
  test('finds a profile, keys and the shared files', () => {
    expect(look({ AWS_PROFILE: 'audit' })).toEqual({ found: ['AWS_PROFILE=audit'], settings: ['profile: "audit"'] })
    expect(look({ AWS_ACCESS_KEY_ID: 'AKIA' })).toEqual({ found: ['AWS_ACCESS_KEY_ID'], settings: [] })
    expect(look({}, ['/home/anna/.aws/config'])).toEqual({ found: ['~/.aws/config'], settings: [] })
    expect(look({})).toBeUndefined()
  })
})
