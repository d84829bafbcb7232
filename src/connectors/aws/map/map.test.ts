import { describe, expect, test } from 'vitest'
import { matchRows } from './access-keys.ts'
import { readReport, type ReportKey } from './credential-report.ts'
import { classOfUser } from './passwords.ts'
import { documentOf, namesService } from './policy.ts'
import { trustEdges } from './trust.ts'

const allows = (Action: string | string[]) => documentOf({ Statement: { Effect: 'Allow', Action, Resource: '*' } })

const to = (principal: unknown, more: object = {}) =>
  trustEdges(
    'role',
    'r',
    documentOf({ Statement: { Effect: 'Allow', Principal: principal, Action: 'sts:AssumeRole', ...more } }),
  ).map((edge) => (edge.type === 'edge' ? edge.to : ''))

const row = (slot: 1 | 2, rotatedAt: string, active: boolean, lastUsedAt: string | null = null): ReportKey => ({
  slot,
  rotatedAt,
  active,
  lastUsedAt,
  lastUsedRegion: null,
  lastUsedService: null,
})

const key = (AccessKeyId: string, CreateDate: string, Status = 'Active') => ({ AccessKeyId, CreateDate, Status })

const slots = (keys: readonly ReturnType<typeof key>[], rows: readonly ReportKey[]) => {
  const matched = matchRows(keys, rows)
  return keys.map((each) => matched.get(each)?.slot)
}

describe('policy documents', () => {
  const parsed = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }] }
  const text = JSON.stringify(parsed)

  test.each([
    ['percent-encoded', encodeURIComponent(text)],
    ['plain', text],
    ['with space before it', `\n ${text}`],
    ['parsed already', parsed],
    ['encoded as a form is', encodeURIComponent(JSON.stringify(parsed, null, 2)).replaceAll('%20', '+')],
    ['with one statement for a list', JSON.stringify({ ...parsed, Statement: parsed.Statement[0] })],
  ])('%s', (_how, document) => {
    expect(documentOf(document)).toEqual(parsed)
  })

  test('a plus sign and a percent sign within stay what they are', () => {
    const odd = { Statement: [{ Effect: 'Allow', Action: 's3:Get*', Resource: 'arn:aws:s3:::a+b/100%/*' }] }
    expect(documentOf(encodeURIComponent(JSON.stringify(odd)))).toEqual(odd)
    expect(documentOf(JSON.stringify(odd))).toEqual(odd)
  })

  test.each([
    undefined,
    '',
    '{"Statement":',
    '%7B%',
    '[]',
    '"x"',
    { Statement: [{ Effect: 'Perhaps' }] },
    { Statement: [{ Effect: 'Allow', Action: ['s3:*', 7] }] },
    { Statement: [{ Effect: 'Allow', Resource: null }] },
    { Statement: [{ Effect: 'Allow', Principal: { AWS: null } }] },
    { Statement: [{ Effect: 'Allow', Principal: [] }] },
    { Statement: [{ Effect: 'Allow', Condition: [] }] },
    { Statement: [{ Effect: 'Allow', Condition: { StringEquals: null } }] },
    { Statement: 'x' },
  ])('what is no policy is unknown, never empty: %j', (document) =>
    expect(documentOf(document)).toEqual({ unknown: 'failed' }),
  )

  test('a service is named only by its own actions', () => {
    expect(namesService(allows('CodeCommit:GitPush'), 'codecommit')).toBe(true)
    expect(namesService(allows(['s3:*', 'codecommit:*']), 'codecommit')).toBe(true)
    expect(namesService(allows('*'), 'codecommit')).toBe(false)
  })
})

describe('whom a role trusts', () => {
  test.each([
    ['*', 'aws:anyone'],
    [{ AWS: '*' }, 'aws:anyone'],
    [{ AWS: '444455556666' }, 'aws:account:444455556666'],
    [{ AWS: 'arn:aws:iam::444455556666:root' }, 'aws:account:444455556666'],
    [
      { AWS: 'arn:aws-cn:iam::444455556666:role/ops/x' },
      'aws:444455556666:iam-role:arn:aws-cn:iam::444455556666:role/ops/x',
    ],
    [{ AWS: 'arn:aws:iam::444455556666:user/x' }, 'aws:444455556666:iam-user:arn:aws:iam::444455556666:user/x'],
    [
      { AWS: 'arn:aws:sts::444455556666:assumed-role/x/session' },
      'aws:444455556666:iam-role:arn:aws:iam::444455556666:role/x',
    ],
    [{ AWS: 'AROAEXAMPLEDELETED01' }, 'aws:deleted:AROAEXAMPLEDELETED01'],
    [{ Service: 'lambda.amazonaws.com' }, 'aws:service:lambda.amazonaws.com'],
    [{ Federated: 'arn:aws:iam::1:oidc-provider/x' }, 'oidc:arn:aws:iam::1:oidc-provider/x'],
    [
      { Federated: 'arn:aws:iam::444455556666:oidc-provider/oidc.eks.eu-west-1.amazonaws.com/id/AB' },
      'oidc:oidc.eks.eu-west-1.amazonaws.com/id/AB',
    ],
    [{ Federated: 'cognito-identity.amazonaws.com' }, 'oidc:cognito-identity.amazonaws.com'],
    [
      { Federated: 'arn:aws:iam::444455556666:saml-provider/corp' },
      'saml:arn:aws:iam::444455556666:saml-provider/corp',
    ],
  ])('%j', (principal, wanted) => expect(to(principal)).toEqual([wanted]))

  test('a statement that denies trusts nobody, and one that names whom not trusts everyone else', () => {
    expect(to('*', { Effect: 'Deny' })).toEqual([])
    expect(to(undefined, { NotPrincipal: { AWS: '444455556666' } })).toEqual(['aws:anyone'])
  })
})

describe('the credential report', () => {
  const head =
    'user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated'
  const read = (line: string) => readReport(`${head}\n${line}\n`)[0]

  test('its three words for nothing mean three things', () => {
    expect(
      read(
        '<root_account>,arn:aws:iam::1:root,2020-01-01T00:00:00+00:00,not_supported,no_information,not_supported,true,false,N/A,N/A,N/A,false,N/A',
      ),
    ).toMatchObject({
      root: true,
      passwordEnabled: { unknown: 'unsupported' },
      passwordLastUsedAt: null,
      passwordChangedAt: { unknown: 'unsupported' },
      keys: [],
    })
    expect(
      read(
        'x,arn:aws:iam::1:user/x,2020-01-01T00:00:00+00:00,false,N/A,N/A,false,true,2020-01-02T00:00:00+00:00,N/A,N/A,false,2020-01-03T00:00:00+00:00',
      ),
    ).toMatchObject({
      passwordLastUsedAt: { unknown: 'unsupported' },
      keys: [
        { slot: 1, active: true, lastUsedAt: null, lastUsedService: null },
        { slot: 2, active: false, lastUsedAt: { unknown: 'not-collected' } },
      ],
    })
  })

  test('columns are known by name, wherever they stand', () => {
    expect(readReport('user,arn,new_column,password_enabled\nx,arn:aws:iam::1:user/x,1,true\n')[0]).toMatchObject({
      user: 'x',
      passwordEnabled: true,
    })
  })

  test.each(['', 'a,b\n1,2\n', '<html></html>', 'user,arn,\nx,y,\n'])('%j is none', (text) => {
    expect(() => readReport(text)).toThrow('the text is no IAM credential report')
  })

  test.each([
    [true, true, [], false, 'human'],
    [true, false, [{ active: true }], false, 'unknown'],
    [true, true, [{ active: true }], false, 'human'],
    [false, false, [{ active: true }], false, 'machine'],
    [false, false, [{ active: false }], false, 'unknown'],
    [false, false, [], true, 'machine'],
  ])(
    'password %s, second factor %s, keys %j, service credential %s: %s',
    (passwordEnabled, mfaActive, keys, service, wanted) => {
      expect(classOfUser({ passwordEnabled, mfaActive, keys }, service)).toBe(wanted)
    },
  )
})

describe('which row of the report a key stands in', () => {
  const may = '2025-05-01T00:00:00Z'
  const june = '2025-06-01T00:00:00Z'

  test('by when it was made', () => {
    expect(slots([key('B', june), key('A', may)], [row(1, may, true), row(2, june, true)])).toEqual([2, 1])
  })
  test('by its state where both were made at once', () => {
    expect(slots([key('A', may), key('B', may, 'Inactive')], [row(1, may, false), row(2, may, true)])).toEqual([2, 1])
  })
  test('by elimination where a date was changed later', () => {
    expect(slots([key('A', may), key('B', june)], [row(1, may, true), row(2, '2025-07-01T00:00:00Z', true)])).toEqual([
      1, 2,
    ])
  })
  test('either, where both rows say the same', () => {
    expect(slots([key('A', may), key('B', may)], [row(1, may, true), row(2, may, true)])).toEqual([1, 2])
  })
  test('none, where the rows differ in use and nothing tells the keys apart', () => {
    expect(slots([key('A', may), key('B', may)], [row(1, may, true, june), row(2, may, true)])).toEqual([
      undefined,
      undefined,
    ])
  })
  test('none for a key newer than the report', () => {
    expect(slots([key('A', may), key('B', june)], [row(1, may, true)])).toEqual([1, undefined])
  })
})
