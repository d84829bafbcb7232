/** What answers of Google mean, by the forms in which its APIs write them. */
import { describe, expect, test } from 'vitest'
import { failureOf } from './refusal.ts'
import type { Asked } from './refusal.ts'

const asked: Asked = { permission: 'iam.roles.list' }

interface Given {
  readonly status: number
  readonly data?: unknown
  readonly headers?: { readonly [name: string]: string }
  readonly asked?: Partial<Asked>
}

function failure({ status, data = {}, headers = {}, asked: more }: Given) {
  return failureOf({ status, data, header: (name) => headers[name] }, { ...asked, ...more })
}

const info = (reason: string, metadata: object = {}): object => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  metadata,
})
const said = (message: string, ...details: readonly object[]): object => ({
  error: { status: 'PERMISSION_DENIED', message, details },
})
const older = (reason: string, message = 'No.'): object => ({ error: { message, errors: [{ reason, message }] } })

describe('when to come back', () => {
  const retryInfo = (retryDelay: string): object => said('Quota exceeded.', { retryDelay })
  test.each([
    ['Retry-After in seconds', { status: 429, headers: { 'retry-after': '7' } }, 7000],
    [
      'Retry-After as a date, by the server’s own clock',
      {
        status: 503,
        headers: { date: 'Sat, 21 Nov 2026 10:00:00 GMT', 'retry-after': 'Sat, 21 Nov 2026 10:00:30 GMT' },
      },
      30_000,
    ],
    ['RetryInfo', { status: 429, data: retryInfo('1.5s') }, 1500],
    ['RetryInfo of an error that passes', { status: 503, data: retryInfo('2s') }, 2000],
    ['the header before RetryInfo', { status: 429, headers: { 'retry-after': '1' }, data: retryInfo('9s') }, 1000],
    ['nothing', { status: 429 }, undefined],
    ['nonsense', { status: 429, headers: { 'retry-after': 'soon' }, data: retryInfo('soon') }, undefined],
  ] as const)('%s', (_name, given, milliseconds) => {
    expect(failure(given).retryAfterMilliseconds).toBe(milliseconds)
  })
})

describe('too many requests are no denial, whatever the status', () => {
  test.each([
    [429, said('Quota exceeded.', info('RATE_LIMIT_EXCEEDED'))],
    [403, older('rateLimitExceeded')],
    [403, older('userRateLimitExceeded')],
    [403, older('quotaExceeded')],
    [403, said('Quota exceeded.', info('RATE_LIMIT_EXCEEDED'))],
  ])('%i', (status, data) => {
    expect(failure({ status, data })).toMatchObject({ kind: 'throttled' })
  })
})

describe('a refusal names what would end it', () => {
  test('the permission that was asked with', () => {
    expect(failure({ status: 403, data: said('No.', info('IAM_PERMISSION_DENIED')) })).toMatchObject({
      kind: 'denied',
      permission: 'iam.roles.list',
    })
  })
  test('a project whose quota may not be used', () => {
    const data = said('Caller does not …', info('USER_PROJECT_DENIED', { consumer: 'projects/acme-security' }))
    expect(failure({ status: 403, data })).toEqual({
      kind: 'denied',
      permission: 'serviceusage.services.use',
      detail:
        'The sign-in may not use the quota of acme-security: it takes roles/serviceusage.serviceUsageConsumer there.',
    })
  })
  test('a token with too few scopes', () => {
    const permission = 'https://www.googleapis.com/auth/cloud-platform'
    for (const data of [
      said('Insufficient scopes.', info('ACCESS_TOKEN_SCOPE_INSUFFICIENT')),
      older('insufficientPermissions'),
    ])
      expect(failure({ status: 403, data })).toMatchObject({ kind: 'denied', permission })
    const scope = 'https://www.googleapis.com/auth/admin.directory.user.readonly'
    const data = older('insufficientPermissions')
    expect(failure({ status: 403, data, asked: { permission: scope } })).toMatchObject({ permission: scope })
  })
  test('an API that is off, with the command that switches it on', () => {
    const data = said(
      '… has not been used …',
      info('SERVICE_DISABLED', { service: 'run.googleapis.com', consumer: 'projects/acme' }),
    )
    expect(failure({ status: 403, data })).toEqual({
      kind: 'unsupported',
      detail:
        'run.googleapis.com is not enabled in the project acme: gcloud services enable run.googleapis.com --project=acme.',
    })
  })
  test('a person who names no quota project is not sent to a project of Google’s own', () => {
    const message = 'The cloudasset.googleapis.com API requires a quota project, which is not set by default.'
    const data = said(
      message,
      info('SERVICE_DISABLED', { service: 'cloudasset.googleapis.com', consumer: 'projects/764086051850' }),
    )
    const { kind, detail } = failure({ status: 403, data })
    expect(kind).toBe('unsupported')
    expect(detail).toContain('quotaProject')
    expect(detail).not.toContain('764086051850')
  })
  test('a perimeter, a licence', () => {
    expect(failure({ status: 403, data: said('No.', info('SECURITY_POLICY_VIOLATED')) })).toMatchObject({
      kind: 'denied',
      detail: expect.stringContaining('VPC Service Controls'),
    })
    const data = said('This needs the Premium or Enterprise tier of Security Command Center Premium.')
    expect(failure({ status: 403, data, asked: { licence: 'Security Command Center Premium' } })).toMatchObject({
      kind: 'unlicensed',
      detail: expect.stringContaining('It takes Security Command Center Premium.'),
    })
  })
})

test.each([
  [401, {}, 'failed'],
  [404, {}, 'failed'],
  [404, { absent: true }, 'absent'],
  [400, {}, 'failed'],
  [408, {}, 'transient'],
  [500, {}, 'transient'],
  [503, {}, 'transient'],
] as const)('%i %o is %s', (status, more, kind) => {
  expect(failure({ status, asked: more }).kind).toBe(kind)
})

test('a type of asset that this cloud does not know is no fault', () => {
  const data = { error: { status: 'INVALID_ARGUMENT', message: 'asset type "x" is not supported.' } }
  expect(failure({ status: 400, data, asked: { kindOfAsset: true } }).kind).toBe('unsupported')
  expect(failure({ status: 400, data }).kind).toBe('failed')
})

test('words are kept short and without secrets', () => {
  const { detail } = failure({ status: 400, data: said(`Bad AIza${'A'.repeat(35)} ${'word '.repeat(200)}`) })
  expect(detail).not.toContain('AAAAA')
  expect(detail.length).toBeLessThan(500)
  expect(failure({ status: 502, data: '<html>' }).detail).toBe('Google answered with status 502 and gave no reason.')
})
