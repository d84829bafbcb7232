import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { companyDirectory, companyNow } from '../../../fixtures/company.ts'
import { googleKeyFile } from '../../../fixtures/google-key.ts'
import { isRow, loadGoogleEstate } from '../../../fixtures/servers/google/estate.ts'
import type { GoogleEstate, Row } from '../../../fixtures/servers/google/estate.ts'
import { startGoogleServer } from '../../../fixtures/servers/google/server.ts'
import type { GoogleServer } from '../../../fixtures/servers/google/server.ts'
import { cloudPlatform, tokenFor } from '../../../fixtures/servers/google/tokens.ts'
import { scan } from '../../../test/support/scan.ts'
import type { OfflineFiles, OfflineScope } from '../contract.ts'
import { connector } from './index.ts'

type Files = { readonly [path: string]: string }

async function read(files: Files, more: Partial<OfflineFiles> = {}): Promise<readonly OfflineScope[]> {
  const io = { now: companyNow, fingerprint: () => 'f', readFile: async (path: string) => files[path] ?? '' }
  const scopes: OfflineScope[] = []
  const given = { from: Object.keys(files), credentialReports: [], ...more }
  for await (const scope of connector.offline?.(given, io) ?? []) scopes.push(scope)
  return scopes
}

async function readOne(files: Files): Promise<OfflineScope> {
  const [scope, ...others] = await read(files)
  expect(others).toEqual([])
  return scope!
}

/** What a step told, without what other steps have laid over it. */
const idsOf = ({ records }: OfflineScope, kind: string): readonly string[] =>
  records
    .flatMap(({ record }) => ('kind' in record && record.kind === kind && 'id' in record ? [record.id] : []))
    .toSorted()
const gapsOf = ({ gaps }: OfflineScope, step: string) => gaps.filter((gap) => gap.step === step)

const scanner = 'muster@larkspur-security.iam.gserviceaccount.com'
let estate: GoogleEstate
let server: GoogleServer
let organization = ''

/** As Cloud Asset writes it into a file: one object a line, and names in snake case. */
async function exported(contentType: string): Promise<string> {
  const authorization = `Bearer ${tokenFor({ email: scanner, scopes: [cloudPlatform] })}`
  const rows: Row[] = []
  for (let token = ''; ;) {
    const url = `${server.url}/v1/${organization}/assets?contentType=${contentType}&pageSize=1000&pageToken=${token}`
    const page: unknown = await (await fetch(url, { headers: { authorization } })).json()
    if (!isRow(page)) throw new Error('no page')
    rows.push(...(Array.isArray(page['assets']) ? page['assets'].filter(isRow) : []))
    if (typeof page['nextPageToken'] !== 'string') break
    token = page['nextPageToken']
  }
  const lines = rows.map(({ assetType, iamPolicy, ...row }) =>
    JSON.stringify({ ...row, asset_type: assetType, ...(iamPolicy === undefined ? {} : { iam_policy: iamPolicy }) }),
  )
  return lines.join('\n')
}

beforeAll(async () => {
  estate = await loadGoogleEstate(`${companyDirectory()}google`)
  server = await startGoogleServer({ estate, now: companyNow })
  organization = estate.organizations[0]?.name ?? ''
})
afterAll(() => server.close())

describe('an export of Larkspur', () => {
  let scope: OfflineScope
  beforeAll(async () => {
    scope = await readOne({
      'resources.json': await exported('RESOURCE'),
      'policies.json': await exported('IAM_POLICY'),
      'roles.json': JSON.stringify({ roles: estate.roles.filter(({ name }) => name.startsWith('roles/')) }),
    })
  })

  test('gives what a scan of the same organization gives', async () => {
    const key = googleKeyFile(scanner, 'larkspur-security')
    const config = { endpoints: { root: server.url }, auth: { credentialsEnv: 'KEY' } }
    const { records } = await scan({ connector, config, env: { KEY: key }, tier: 'core', now: companyNow })
    const live = (kind: string): readonly string[] =>
      records
        .flatMap((record) => ('facts' in record && 'kind' in record && record.kind === kind ? [record.id] : []))
        .toSorted()
    expect(scope.scope).toMatchObject({ id: `gcp:organization:${organization}`, kind: 'organization' })
    for (const kind of ['organization', 'folder', 'project', 'service-account', 'access-key', 'api-key', 'secret']) {
      expect(live(kind)).not.toEqual([])
      expect(idsOf(scope, kind)).toEqual(live(kind))
    }
    for (const kind of ['iam-policy', 'iam-role', 'workload-pool-provider'])
      expect(idsOf(scope, kind)).toEqual(live(kind))
  })

  test('leaves as gaps what Cloud Asset does not export', () => {
    for (const step of ['account-activity', 'key-activity', 'key-status', 'hmac-keys', 'enabled-services'])
      expect(gapsOf(scope, step)).toMatchObject([{ step, reason: 'not-collected' }])
    for (const step of [
      'hierarchy',
      'service-accounts',
      'service-account-keys',
      'api-keys',
      'secrets',
      'allow-policies',
    ])
      expect(gapsOf(scope, step)).toEqual([])
  })

  test('does not tell when accounts were made', () => {
    const created = scope.records.flatMap(({ record }) =>
      record.type === 'identity' && record.kind === 'service-account' ? [record.createdAt] : [],
    )
    expect(new Set(created.map((each) => JSON.stringify(each)))).toEqual(new Set(['{"unknown":"not-collected"}']))
  })
})

const number = 'projects/123456789012'
const account = (more: object = {}): object => ({
  name: '//iam.googleapis.com/projects/acme-prod/serviceAccounts/1001',
  assetType: 'iam.googleapis.com/ServiceAccount',
  ancestors: [number, 'folders/2', 'organizations/1'],
  resource: {
    data: { email: 'ci@acme-prod.iam.gserviceaccount.com', uniqueId: '1001', projectId: 'acme-prod' },
  },
  ...more,
})

describe('lists of gcloud', () => {
  test('tell where an account lies and, with a search, when it was made', async () => {
    const { resource: _, ...found } = account({ createTime: '2024-05-01T00:00:00Z' }) as Row
    const scope = await readOne({
      'accounts.json': JSON.stringify([account()]),
      'search.json': JSON.stringify([found]),
    })
    const identity = scope.records.find(({ record }) => record.type === 'identity')?.record
    expect(identity).toMatchObject({
      nativeId: 'ci@acme-prod.iam.gserviceaccount.com',
      createdAt: '2024-05-01T00:00:00Z',
    })
    expect(idsOf(scope, 'project')).toEqual(['gcp:google:project:acme-prod'])
    expect(idsOf(scope, 'folder')).toHaveLength(1)
    for (const step of ['service-account-keys', 'api-keys', 'secrets', 'allow-policies'])
      expect(gapsOf(scope, step)).toMatchObject([{ step, reason: 'not-collected' }])
  })

  test('of a type alone prove nothing of the others; an export of all types does', async () => {
    const other = (assetType: string): object =>
      account({ name: `//x/${assetType}`, assetType, resource: { data: {} } })
    const all = ['serviceusage.googleapis.com/Service', 'logging.googleapis.com/LogBucket'].map(other)
    const scope = await readOne({ 'all.json': [account(), ...all].map((row) => JSON.stringify(row)).join('\n') })
    for (const step of ['service-account-keys', 'api-keys', 'secrets']) expect(gapsOf(scope, step)).toEqual([])
  })

  test('of a folder leave open what is inherited', async () => {
    const policy = {
      bindings: [{ role: 'roles/viewer', members: ['serviceAccount:ci@acme-prod.iam.gserviceaccount.com'] }],
    }
    const name = '//cloudresourcemanager.googleapis.com/projects/acme-prod'
    const own = account({
      name,
      assetType: 'cloudresourcemanager.googleapis.com/Project',
      iamPolicy: policy,
      resource: undefined,
    })
    const scope = await readOne({ 'policies.json': JSON.stringify([own]) })
    expect(idsOf(scope, 'iam-policy')).toHaveLength(1)
    expect(gapsOf(scope, 'allow-policies')).toMatchObject([
      { detail: expect.stringContaining('organizations/1 itself') },
    ])
  })

  test('say when what was used, project by project', async () => {
    const activity = {
      fullResourceName: `//iam.googleapis.com/projects/acme-prod/serviceAccounts/ci@acme-prod.iam.gserviceaccount.com`,
      activityType: 'serviceAccountLastAuthentication',
      observationPeriod: { startTime: '2026-01-01T08:00:00Z' },
      activity: { lastAuthenticatedTime: '2026-11-01T08:00:00Z' },
    }
    const other = account({
      name: '//iam.googleapis.com/projects/acme-dev/serviceAccounts/1002',
      ancestors: ['projects/99', 'organizations/1'],
      resource: { data: { email: 'x@acme-dev.iam.gserviceaccount.com', uniqueId: '1002', projectId: 'acme-dev' } },
    })
    const scope = await readOne({
      'accounts.json': JSON.stringify([account(), other]),
      'activity.json': JSON.stringify([activity]),
    })
    const used = scope.records.flatMap(({ record }) => (record.type === 'usage' ? [record.lastUsedAt] : []))
    expect(used).toEqual(['2026-11-01T08:00:00Z', { unknown: 'not-collected' }])
    expect(gapsOf(scope, 'account-activity')).toMatchObject([{ detail: expect.stringContaining('acme-dev') }])
  })

  test('without an organization are of a project', async () => {
    const alone = await readOne({ 'a.json': JSON.stringify([account({ ancestors: [number] })]) })
    expect(alone.scope).toMatchObject({ id: 'gcp:project:acme-prod', kind: 'project' })
    expect(idsOf(alone, 'service-account')).toHaveLength(1)
  })

  test('of two organizations are two scopes', async () => {
    const rows = [account(), account({ ancestors: ['projects/7', 'organizations/9'] })]
    const scopes = await read({ 'a.json': JSON.stringify(rows) })
    expect(scopes.map(({ scope }) => scope.id)).toEqual([
      'gcp:organization:organizations/1',
      'gcp:organization:organizations/9',
    ])
  })

  test.each([
    ['no JSON', '{"name": 1}\n{oops', 'line 2'],
    ['something else', '[{"kind":"other"}]', 'not known here'],
    ['nothing', '[]', 'which organization'],
    ['one page of several', '{"assets":[],"nextPageToken":"x"}', 'cut off'],
    ['assets without what is above them', JSON.stringify([account({ ancestors: [] })]), 'which organization'],
  ])('that hold %s are refused', async (_, text, words) => {
    await expect(read({ 'file.json': text })).rejects.toThrow(words)
  })

  test('are all that there is to give', async () => {
    await expect(read({}, { organization: 'org.json' })).rejects.toThrow('--from alone')
  })
})
