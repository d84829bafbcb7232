/** How Muster signs in to Google, whose quota it uses, and how it takes being told to wait. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest'
import { startGoogleServer } from '../../../fixtures/servers/google/server.ts'
import { ci, everything, scanner, shop } from '../../../test/support/gcp-everything.ts'
import { googleConfig, googleEnv, scanGoogle } from '../../../test/support/google-scan.ts'
import { scan, scanNow } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

const core = { tier: 'core' } as const

const warned = vi.spyOn(console, 'warn')
afterEach(() => vi.unstubAllEnvs())
afterAll(() => {
  // What Google's library has to say goes through errors, and never to the console.
  if (warned.mock.calls.length > 0) throw new Error(String(warned.mock.calls[0]))
})

describe('signing in', () => {
  test('with a key file, which signs for itself', async () => {
    const { calls, signIns, collected } = await scanGoogle({}, core)
    expect(collected.status).toBe('complete')
    expect(signIns).toEqual([])
    expect(new Set(calls.map(({ caller }) => caller))).toEqual(new Set([scanner]))
  })

  test('as another account, which is then the one that asks, and the one that is told as Muster’s own', async () => {
    const { calls, signIns, records } = await scanGoogle({}, { ...core, config: { impersonate: ci } })
    expect(signIns.map(({ operation, email }) => [operation, email])).toEqual([
      ['oauth2.token', scanner],
      ['iamcredentials.projects.serviceAccounts.generateAccessToken', ci],
    ])
    expect(new Set(calls.map(({ caller }) => caller))).toEqual(new Set([ci]))
    const own = records.filter(
      (record) => record.type === 'identity' && JSON.stringify(record).includes('"scanner":true'),
    )
    expect(own).toMatchObject([{ nativeId: ci }])
  })

  test('who may not act as it is told which permission that takes', async () => {
    const access = { signIn: 'impersonation-denied' as const }
    const { gaps, collected } = await scanGoogle({ access }, { ...core, config: { impersonate: ci } })
    expect(collected.status).toBe('failed')
    expect(gaps).toMatchObject([
      { reason: 'denied', permission: 'iam.serviceAccounts.getAccessToken', detail: expect.stringContaining(ci) },
    ])
  })

  test('by workload identity federation, without a key', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'muster-google-'))
    try {
      const token = join(folder, 'token')
      await writeFile(token, `e30.${Buffer.from('{"sub":"repo:acme/shop"}').toString('base64url')}.x`)
      const pool = '//iam.googleapis.com/projects/1/locations/global/workloadIdentityPools/ci'
      const file = JSON.stringify({
        type: 'external_account',
        audience: `${pool}/providers/github`,
        subject_token_type: 'urn:ietf:params:oauth:token-type:jwt',
        token_url: 'https://sts.googleapis.com/v1/token',
        service_account_impersonation_url: `https://iamcredentials.googleapis.com/v1/projects/-/serviceAccounts/${scanner}:generateAccessToken`,
        credential_source: { file: token },
      })
      const { calls, signIns, collected } = await scanGoogle({}, { ...core, env: { GOOGLE_KEY: file } })
      expect(collected.status).toBe('complete')
      expect(signIns.map(({ operation }) => operation)).toEqual([
        'sts.token',
        'iamcredentials.projects.serviceAccounts.generateAccessToken',
      ])
      expect(new Set(calls.map(({ caller }) => caller))).toEqual(new Set([scanner]))
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  test('on a machine of Google’s, as its own account', async () => {
    const server = await startGoogleServer({ estate: everything(), now: scanNow, identity: { account: scanner } })
    vi.stubEnv('GCE_METADATA_HOST', server.url.replace('http://', ''))
    vi.stubEnv('METADATA_SERVER_DETECTION', 'assume-present')
    vi.stubEnv('GOOGLE_APPLICATION_CREDENTIALS', '')
    vi.stubEnv('HOME', '/nonexistent')
    vi.stubEnv('CLOUDSDK_CONFIG', '/nonexistent')
    try {
      const { auth: _auth, ...config } = googleConfig(server.url)
      const { collected } = await scan({ connector, config, tier: 'core' })
      expect(collected.status).toBe('complete')
      expect(new Set(server.signIns.map(({ operation }) => operation))).toEqual(new Set(['metadata.token']))
      expect(new Set(server.calls.map(({ caller }) => caller))).toEqual(new Set([scanner]))
    } finally {
      await server.close()
    }
  })

  test.each([
    ['an empty variable', {}, { GOOGLE_KEY: '' }, /GOOGLE_KEY is empty/],
    ['what is no credentials file', {}, { GOOGLE_KEY: '{"hello":1}' }, /GOOGLE_KEY is no credentials file/],
    [
      'a key that is none',
      {},
      {
        GOOGLE_KEY: JSON.stringify({ type: 'service_account', client_email: scanner, private_key: 'MUSTERCANARYkey' }),
      },
      /key that connectors\.gcp\.auth names cannot be read/,
    ],
    [
      'a root that is not encrypted',
      { endpoints: { root: 'http://google.example' } },
      googleEnv,
      /connectors\.gcp\.endpoints\.root/,
    ],
  ] as const)('%s ends the scan with a sentence', async (_name, config, env, words) => {
    const failed = scanGoogle({}, { ...core, config, env })
    const text = await failed.then(({ text: told }) => told, String)
    expect(text).toMatch(words)
    expect(text).not.toContain('MUSTERCANARY')
  })
})

describe('the project that pays', () => {
  const paying = ({ calls }: { readonly calls: readonly { readonly quotaProject: string }[] }) =>
    new Set(calls.map(({ quotaProject }) => quotaProject))
  test('is the one that is named, with each request', async () => {
    expect(paying(await scanGoogle({}, { config: { quotaProject: shop } }))).toEqual(new Set([shop]))
    expect(paying(await scanGoogle({}, { env: { GOOGLE_CLOUD_QUOTA_PROJECT: shop } }))).toEqual(new Set([shop]))
    expect(paying(await scanGoogle())).toEqual(new Set(['']))
  })
  test('who may not use it is told so, and not that every permission is lacking', async () => {
    const access = { lacking: ['serviceusage.services.use'] }
    const config = { organizations: ['1'], quotaProject: shop }
    const { gaps } = await scanGoogle({ access }, { ...core, config })
    const denied = gaps.filter(({ reason }) => reason === 'denied')
    expect(denied.length).toBeGreaterThan(2)
    expect(new Set(denied.map(({ permission }) => permission))).toEqual(new Set(['serviceusage.services.use']))
  })
})

describe('being told to wait', () => {
  test('limits cost time and nothing else', async () => {
    const usual = await scanGoogle()
    // By the clock of this test a millisecond is a second.
    const limits = { 'asset-list': 4, 'asset-search': 1, other: 6, windowSeconds: 0.1, retryAfterSeconds: 100 }
    const slowed = await scanGoogle({ limits })
    const refused = Object.values(slowed.peaks().refused).reduce((sum, each) => sum + each, 0)
    expect(refused).toBeGreaterThan(0)
    expect(slowed.coverage.reduce((sum, { retries }) => sum + retries, 0)).toBeGreaterThan(0)
    expect(slowed.records).toEqual(usual.records)
    expect(slowed.gaps).toEqual(usual.gaps)
  })

  test.each([
    ['RetryInfo', 'cloudasset.searchAllIamPolicies', 9, 9000],
    ['RetryInfo of a 403 of an older API', 'storage.projects.hmacKeys.list', 3, 3000],
  ])('%s is waited for', async (_name, operation, seconds, milliseconds) => {
    const waits: number[] = []
    const { gaps } = await scanGoogle(
      { faults: [{ kind: 'throttled', operation, times: 2, seconds }] },
      { listener: (event) => void (event.kind === 'throttled' && waits.push(event.waitMilliseconds)) },
    )
    expect(gaps.filter(({ reason }) => reason !== 'not-collected')).toEqual([])
    expect(waits.length).toBeGreaterThan(0)
    expect(new Set(waits)).toEqual(new Set([milliseconds]))
  })
})

test('another universe is asked at its own hosts, also those of places', async () => {
  const key = JSON.stringify({ ...(JSON.parse(googleEnv.GOOGLE_KEY) as object), universe_domain: 's3nsapis.fr' })
  const config = { universeDomain: 's3nsapis.fr', projects: [shop] }
  const faults = [{ kind: 'denied', operation: 'cloudasset.searchAllResources' }] as const
  const { calls, collected } = await scanGoogle({ faults }, { config, env: { GOOGLE_KEY: key } })
  expect(collected.bugs).toEqual([])
  const hosts = new Set(calls.map(({ host }) => host))
  expect([...hosts].filter((host) => !host.endsWith('.s3nsapis.fr'))).toEqual([])
  for (const host of ['iam', 'cloudresourcemanager', 'compute', 'europe-west1-aiplatform'])
    expect(hosts).toContain(`${host}.s3nsapis.fr`)
})
