import { describe, expect, test } from 'vitest'
import { prod, prodAccount, prodAlone } from '../../../test/support/aws-estate.ts'
import { scanAws } from '../../../test/support/aws-scan.ts'
import type { OfflineFiles, OfflineScope } from '../contract.ts'
import { connector } from './index.ts'

const now = '2026-11-21T10:00:00Z'
const account = prodAccount()
const files: { readonly [path: string]: string } = {
  'details.json': JSON.stringify(account.details),
  'report.csv': account.credentialReport ?? '',
  'report.json': JSON.stringify({
    Content: Buffer.from(account.credentialReport ?? '').toString('base64'),
    ReportFormat: 'text/csv',
  }),
  'other.json': JSON.stringify(account.details).replaceAll(prod, '222233334444'),
  'org.json': JSON.stringify({
    id: 'o-acme',
    managementAccountId: '999999999999',
    accounts: [{ id: prod, name: 'prod', path: ['r-root', 'ou-1'] }],
    serviceControlPolicies: ['r-root', 'ou-1'].map((target) => ({
      target,
      name: 'FullAWSAccess',
      document: { Statement: { Effect: 'Allow', Action: '*', Resource: '*' } },
    })),
  }),
  'resources.json': JSON.stringify([
    {
      type: 'lambda:function',
      arn: `arn:aws:lambda:eu-west-1:${prod}:function:orders`,
      roleArn: `arn:aws:iam::${prod}:role/orders`,
      hasTrigger: true,
      environment: { variables: { DB_PASSWORD: 'MUSTERCANARYq7m2x9', LOG_LEVEL: 'info' } },
    },
    {
      type: 'ec2:instance',
      arn: `arn:aws:ec2:eu-west-1:${prod}:instance/i-1`,
      roleArn: 'arn:aws:iam::222233334444:role/ops',
      state: 'running',
    },
  ]),
  'marked.json': `\uFEFF${JSON.stringify(account.details, null, 4).replaceAll('\n', '\r\n')}`,
  'nulls.json': JSON.stringify({
    ...account.details,
    GroupDetailList: null,
    RoleDetailList: account.details.RoleDetailList.map((role) => ({ ...role, Tags: null, RoleLastUsed: null })),
  }),
  'first.json': JSON.stringify({ ...account.details, Policies: [], IsTruncated: true, Marker: 'x' }),
  'last.json': JSON.stringify({ Policies: account.details.Policies, IsTruncated: false }),
  'sampled.json': JSON.stringify({ ...account.details, NextToken: 'x' }),
  'misshapen.json': JSON.stringify({
    UserDetailList: [{ Arn: `arn:aws:iam::${prod}:user/x`, UserName: 'x', GroupList: 'g' }],
  }),
  'report.b64': `${Buffer.from(account.credentialReport ?? '').toString('base64')}\n`,
  'marked.csv': `\uFEFF${(account.credentialReport ?? '').replaceAll('\n', '\r\n')}`,
  'broken.json': '{"UserDetailList": [',
  'wrong.json': '{"hello": "world"}',
  'web.json': '<!DOCTYPE html><html></html>',
}

const boundary = `arn:aws:iam::${prod}:policy/limit`

async function read(
  given: Partial<OfflineFiles>,
  more: { readonly [path: string]: string } = {},
): Promise<readonly OfflineScope[]> {
  const io = { now, fingerprint: () => 'f', readFile: async (path: string) => ({ ...files, ...more })[path] ?? '' }
  const scopes: OfflineScope[] = []
  for await (const scope of connector.offline?.({ from: [], credentialReports: [], ...given }, io) ?? [])
    scopes.push(scope)
  return scopes
}

const trusts = (records: readonly { readonly type: string; readonly kind?: unknown }[]): readonly string[] =>
  records
    .filter(({ type, kind }) => type === 'edge' && kind === 'trusts')
    .map((record) => JSON.stringify(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1))))
    .toSorted()

describe('files that the AWS CLI wrote', () => {
  test('give the identities, policies and edges that the API gives', async () => {
    const online = await scanAws({ estate: prodAlone() })
    const [scope] = await read({ from: ['details.json'], credentialReports: ['report.csv'] })
    const wanted = online.records.flatMap((record) =>
      record.type === 'resource' && /^iam:(policy|group)$/.test(record.kind) ? [record] : [],
    )
    const offline = new Map(
      scope?.records.flatMap(({ record }) => ('id' in record && record.type !== 'patch' ? [[record.id, record]] : [])),
    )
    expect(wanted.length).toBeGreaterThan(2)
    for (const record of wanted) expect(offline.get(record.id)).toEqual(record)
    expect(trusts(scope?.records.map(({ record }) => record) ?? [])).toEqual(trusts(online.records))
  })

  test('leave a gap for every step without a file, which names the file', async () => {
    const [scope] = await read({ from: ['details.json'] })
    const gaps = new Map(scope?.gaps.map(({ step, reason, detail }) => [step, { reason, detail }]))
    expect(gaps.get('credential-report')).toEqual({
      reason: 'not-collected',
      detail: 'No --credential-report was given for this account.',
    })
    expect(gaps.get('lambda-functions')).toEqual({ reason: 'not-collected', detail: 'No --resources was given.' })
    expect(gaps.get('oidc-providers')?.reason).toBe('not-collected')
    expect(gaps.has('authorization-details')).toBe(false)
  })

  test('may be of several accounts; reports go by the account that their ARNs name', async () => {
    const scopes = await read({ from: ['details.json', 'other.json'], credentialReports: ['report.json'] })
    expect(scopes.map(({ scope }) => scope.nativeId)).toEqual([prod, '222233334444'])
    const lacks = scopes.map(({ gaps }) => gaps.some(({ step }) => step === 'credential-report'))
    expect(lacks).toEqual([false, true])
  })

  test('a report alone makes users known, and says that their policies are not', async () => {
    const [scope] = await read({ credentialReports: ['report.csv'] })
    const user = scope?.records.find(({ record }) => record.type === 'identity' && record.name === 'ci-deploy')?.record
    expect(user).toMatchObject({ facts: { attachedPolicies: { unknown: 'not-collected' } } })
    expect(scope?.gaps.some(({ step }) => step === 'authorization-details')).toBe(true)
  })

  test('an organization gives names, parents and its policies, each once', async () => {
    const [organization, scope] = await read({ from: ['details.json'], organization: 'org.json' })
    expect(organization?.scope).toMatchObject({ kind: 'organization', nativeId: 'o-acme' })
    expect(scope?.scope).toMatchObject({ name: 'prod', parent: 'aws:organization:o-acme' })
    const policies = organization?.records.filter(
      ({ record }) => record.type === 'resource' && record.kind === 'organizations:service-control-policy',
    )
    expect(policies?.map(({ record }) => record)).toMatchObject([
      { name: 'FullAWSAccess', facts: { targets: ['ou-1', 'r-root'] } },
    ])
  })

  test('resources run with their roles, also of another account, and their settings are judged and dropped', async () => {
    const [scope] = await read({ from: ['details.json'], resources: 'resources.json' })
    const records = scope?.records.map(({ record }) => record) ?? []
    const orders = records.find((record) => record.type === 'resource' && record.name === 'orders')
    expect(orders).toMatchObject({
      kind: 'lambda:function',
      facts: { hasTrigger: true, region: 'eu-west-1', configSecrets: [{ by: 'name', fingerprint: 'f' }] },
    })
    expect(JSON.stringify(records)).not.toContain('CANARY')
    expect(records.filter((record) => record.type === 'edge' && record.kind === 'runs-as')).toMatchObject([
      { to: `aws:${prod}:iam-role:arn:aws:iam::${prod}:role/orders` },
      { to: 'aws:222233334444:iam-role:arn:aws:iam::222233334444:role/ops' },
    ])
    expect(scope?.gaps.some(({ step }) => step === 'lambda-functions')).toBe(false)
  })

  test('say the same with a byte order mark, indented, or with the line ends of Windows', async () => {
    const [plain] = await read({ from: ['details.json'], credentialReports: ['report.csv'] })
    for (const report of ['report.json', 'report.b64', 'marked.csv']) {
      const [other] = await read({ from: ['marked.json'], credentialReports: [report] })
      expect(other).toEqual(plain)
    }
  })

  test('may say null for what is not there', async () => {
    const [scope] = await read({ from: ['nulls.json'] })
    const usage = scope?.records.find(({ record }) => record.type === 'usage')?.record
    expect(usage).toMatchObject({ lastUsedAt: { unknown: 'not-collected' } })
  })

  test.each([
    [{ PermissionsBoundaryType: 'PermissionsBoundaryPolicy', PermissionsBoundaryArn: boundary }, boundary],
    [boundary, boundary],
    [{}, null],
    ['', null],
    [null, null],
    [undefined, null],
  ])('may write a boundary in their own way: %j', async (PermissionsBoundary, expected) => {
    const row = { Arn: `arn:aws:iam::${prod}:user/x`, UserName: 'x', PermissionsBoundary }
    const details = JSON.stringify({ UserDetailList: [row] })
    const [scope] = await read({ from: ['given.json'] }, { 'given.json': details })
    const user = scope?.records.find(({ record }) => record.type === 'identity' && record.name === 'x')?.record
    expect(user).toMatchObject({ facts: { permissionsBoundary: expected, attachedPolicies: [], groups: [] } })
  })

  test.each([
    [['sampled.json'], true],
    [['first.json'], true],
    [['first.json', 'last.json'], false],
  ])('that end before the list does are a gap: %j', async (from, cut) => {
    const [scope] = await read({ from })
    expect(scope?.gaps.some(({ step }) => step === 'authorization-details')).toBe(cut)
  })

  test.each([
    ['broken.json', 'broken.json is not JSON.'],
    ['wrong.json', 'wrong.json holds no account authorization details.'],
    ['web.json', 'web.json is not JSON.'],
    ['report.csv', 'report.csv is a credential report.'],
    ['report.json', 'report.json is a credential report.'],
    ['misshapen.json', 'misshapen.json holds no account authorization details (see UserDetailList[0].GroupList).'],
  ])('%s is refused in one sentence', async (path, sentence) => {
    await expect(read({ from: [path] })).rejects.toThrow(sentence)
  })

  test('a report that is none is refused', async () => {
    await expect(read({ credentialReports: ['details.json'] })).rejects.toThrow(
      'details.json is no IAM credential report.',
    )
  })
})
