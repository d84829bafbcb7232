import { describe, expect, test } from 'vitest'
import { accountOf, estateOf, type Row } from '../../../fixtures/servers/aws/estate.ts'
import type { AwsServer } from '../../../fixtures/servers/aws/server.ts'
import type { WireService } from '../../../fixtures/servers/aws/wire.ts'
import {
  acme,
  management,
  managementAccount,
  organizationFile,
  prod,
  prodAccount,
  prodAlone,
  reportCsv,
  roleRow,
  rootRow,
  trusts,
  userRow,
} from '../../../test/support/aws-estate.ts'
import { scanAws } from '../../../test/support/aws-scan.ts'
import type { Scanned } from '../../../test/support/scan.ts'

type Found = { readonly [name: string]: unknown }

function find(scanned: Scanned, type: string, name: string): Found {
  const found = scanned.records.find((record) => record.type === type && 'name' in record && record.name === name)
  expect(found, `${type} ${name}`).toBeDefined()
  return found as unknown as Found
}

function edges(scanned: Scanned, kind: string, from: string): readonly string[] {
  return scanned.records.flatMap((record) =>
    record.type === 'edge' && record.kind === kind && record.from.endsWith(from) ? [record.to] : [],
  )
}

function usage(scanned: Scanned, subject: string): Found | undefined {
  return scanned.records.find((record) => record.type === 'usage' && record.subject.endsWith(subject)) as
    | Found
    | undefined
}

/** First questions to the identity plane; a poll of the report is waiting, a further page its account's size. */
function planeCalls(calls: AwsServer['calls']): number {
  const own = calls.filter(({ service, furtherPage }) => /^(iam|sts)$/.test(service) && !furtherPage)
  const polls = own.filter(({ operation }) => operation === 'GetCredentialReport').length
  return own.length - Math.max(0, polls - 1)
}

const roles = (scanned: Scanned) =>
  scanned.records.filter((record) => record.type === 'identity' && record.kind === 'iam-role')

const users = (count: number): readonly Row[] =>
  Array.from({ length: count }, (_, index) => userRow(prod, `user-${index}`))

const row = (user: string, key: boolean): { [column: string]: string } =>
  key
    ? {
        user,
        access_key_1_active: 'true',
        access_key_1_last_rotated: '2025-03-02T08:00:00+00:00',
        access_key_1_last_used_date: 'N/A',
      }
    : { user }

describe('what an account holds', () => {
  test('users are people, machines or models by what they sign in with', async () => {
    const scanned = await scanAws({ estate: prodAlone() })
    expect(find(scanned, 'identity', 'anna')['class']).toBe('human')
    expect(find(scanned, 'identity', 'ci-deploy')).toMatchObject({
      class: 'machine',
      environment: 'production',
      purpose: 'deploys the shop',
      facts: { passwordEnabled: false, mfaActive: false },
    })
    expect(find(scanned, 'identity', 'model-gateway')).toMatchObject({ class: 'ai', ai: { vendor: 'Amazon Bedrock' } })
    expect(find(scanned, 'identity', 'newcomer')['class']).toBe('unknown')
  })

  test('roles say whom they trust, when they were used and whether a model runs with them', async () => {
    const scanned = await scanAws({ estate: prodAlone() })
    expect(find(scanned, 'identity', 'support-agent')).toMatchObject({
      class: 'ai',
      ai: { kind: 'agent', confidence: 0.95 },
    })
    expect(edges(scanned, 'trusts', 'role/github')).toEqual(['oidc:token.actions.githubusercontent.com'])
    expect(edges(scanned, 'trusts', 'role/vendor')).toEqual([
      `aws:${management}:iam-user:arn:aws:iam::${management}:user/anna`,
      'aws:account:444455556666',
      'aws:anyone',
    ])
    expect(usage(scanned, 'role/orders')).toMatchObject({ lastUsedAt: '2026-11-20T11:30:00Z', precision: 'day' })
    expect(usage(scanned, 'role/github')).toMatchObject({
      lastUsedAt: null,
      observedSince: '2025-10-17T10:00:00Z',
      precision: 'window',
    })
    expect(edges(scanned, 'grants', 'role/orders')).toEqual([
      `aws:${prod}:iam:policy:arn:aws:iam::${prod}:policy/Deploy`,
    ])
  })

  test('keys carry their ids, their rows and their use; a key newer than the report is asked about', async () => {
    const scanned = await scanAws({ estate: prodAlone() })
    expect(find(scanned, 'credential', 'AKIAEXAMPLECIDEPLOY1')).toMatchObject({
      enabled: true,
      createdAt: '2025-03-02T08:00:00Z',
      facts: { slot: 1, lastUsedService: 's3', lastUsedRegion: 'eu-west-1', root: false },
    })
    expect(usage(scanned, 'AKIAEXAMPLECIDEPLOY1')).toMatchObject({
      lastUsedAt: '2026-11-19T07:45:00Z',
      precision: 'exact',
    })
    expect(find(scanned, 'credential', 'AKIAEXAMPLECIDEPLOY2')).toMatchObject({ enabled: false, facts: { slot: 2 } })
    expect(usage(scanned, 'AKIAEXAMPLECIDEPLOY2')).toMatchObject({ lastUsedAt: null })
    expect(usage(scanned, 'AKIAEXAMPLENEWCOMER1')).toMatchObject({
      lastUsedAt: '2026-11-21T09:59:45Z',
      source: 'iam:GetAccessKeyLastUsed',
    })
    expect(find(scanned, 'credential', 'root#1')).toMatchObject({ enabled: true, facts: { root: true } })
    expect(find(scanned, 'identity', 'root')).toMatchObject({ facts: { accessKeysPresent: true, mfaActive: true } })
  })

  test('policies are decoded, the default version counts, groups are found by their path', async () => {
    const scanned = await scanAws({ estate: prodAlone() })
    expect(find(scanned, 'resource', 'Deploy')).toMatchObject({
      facts: {
        defaultVersionId: 'v2',
        document: { Statement: [{ Action: 's3:Put*', Resource: "arn:aws:s3:::shop's/*" }] },
      },
    })
    expect(edges(scanned, 'member-of', 'user/ci-deploy')).toEqual([
      `aws:${prod}:iam:group:arn:aws:iam::${prod}:group/teams/builders`,
    ])
    expect(find(scanned, 'identity', 'ci-deploy')).toMatchObject({
      facts: { inlinePolicies: [{ name: 'push', document: { Statement: [{ Action: 'codecommit:GitPush' }] } }] },
    })
  })

  test('the scanner finds itself', async () => {
    const scanned = await scanAws({ estate: prodAlone() })
    expect(find(scanned, 'identity', 'MusterReadOnly')).toMatchObject({ facts: { scanner: true } })
    expect(find(scanned, 'identity', 'orders')).not.toMatchObject({ facts: { scanner: true } })
  })

  test('an emulator that leaves policies as they are, and names and the root row out, gives the same identities', async () => {
    const [usual, plain] = [
      await scanAws({ estate: prodAlone() }),
      await scanAws({ estate: prodAlone(), style: 'plain' }),
    ]
    expect(roles(plain)).toEqual(roles(usual))
    expect(find(plain, 'resource', 'Deploy')).toEqual(find(usual, 'resource', 'Deploy'))
    expect(plain.collected.bugs).toEqual([])
  })

  test('ARNs keep to the partition that the caller is in', async () => {
    const account = accountOf('111122223333', { region: 'cn-north-1', credentialReport: reportCsv('111122223333', []) })
    const scanned = await scanAws({ estate: estateOf([account]) }, { config: { region: 'cn-north-1' } })
    expect(find(scanned, 'identity', 'root')['nativeId']).toBe('arn:aws-cn:iam::111122223333:root')
    expect(scanned.text).not.toContain('arn:aws:')
  })
})

describe('how many questions it takes', () => {
  test.each([40, 2400])(
    'an account of %i users takes at most 12 + keys + providers, and a call for each further page',
    async (count) => {
      const usual = prodAccount()
      const named = users(count)
      const withKeys = 7
      const estate = estateOf([
        prodAccount({
          details: { ...usual.details, UserDetailList: named, RoleDetailList: usual.details.RoleDetailList },
          credentialReport: reportCsv(prod, [
            rootRow(prod),
            ...named.map((user, index) => row(String(user['UserName']), index < withKeys)),
          ]),
          iam: {
            ...usual.iam,
            SSHPublicKeys: [],
            SigningCertificates: [],
            AccessKeys: named.slice(0, withKeys).map((user, index) => ({
              UserName: user['UserName'],
              AccessKeyId: `AKIAEXAMPLE000000000${index}`,
              Status: 'Active',
              CreateDate: '2025-03-02T08:00:00+00:00',
            })),
          },
        }),
      ])
      const scanned = await scanAws({ estate, report: { polls: 3 } })
      expect(planeCalls(scanned.calls)).toBeLessThanOrEqual(12 + withKeys + 1)
      expect(scanned.records.filter((record) => record.type === 'identity' && record.kind === 'iam-user')).toHaveLength(
        count,
      )
    },
  )

  test('what is good to have is asked only within that number, and the tier deep asks it all', async () => {
    const usual = prodAccount()
    const named = Array.from({ length: 9 }, (_, index) =>
      userRow(prod, `git-${index}`, {
        UserPolicyList: [
          {
            PolicyName: 'git',
            PolicyDocument: { Statement: { Effect: 'Allow', Action: 'codecommit:*', Resource: '*' } },
          },
        ],
      }),
    )
    const details = { ...usual.details, UserDetailList: [...usual.details.UserDetailList, ...named] }
    const report = `${usual.credentialReport}\n${reportCsv(
      prod,
      named.map((user) => row(String(user['UserName']), false)),
    )
      .split('\n')
      .slice(1)
      .join('\n')}`
    const estate = prodAlone({ details, credentialReport: report })
    const scanned = await scanAws({ estate })
    const keys = 2
    const providers = 1
    expect(planeCalls(scanned.calls)).toBeLessThanOrEqual(12 + keys + providers)
    expect(scanned.step('ssh-keys')).toMatchObject({ status: 'skipped', calls: 0 })
    expect(scanned.step('ssh-keys')?.detail).toContain('--tier deep')
    const deep = await scanAws({ estate }, { tier: 'deep' })
    expect(deep.step('ssh-keys')).toMatchObject({ status: 'complete', calls: 10 })
    expect(deep.step('roles')?.status).toBe('complete')
  })

  test('nothing is listed of which the account counts none', async () => {
    const estate = estateOf([accountOf(prod, { credentialReport: reportCsv(prod, [rootRow(prod)]) })])
    const { calls, gaps } = await scanAws({ estate })
    const asked = calls.map(({ operation }) => operation)
    for (const operation of [
      'ListOpenIDConnectProviders',
      'ListSAMLProviders',
      'ListServerCertificates',
      'ListVirtualMFADevices',
    ]) {
      expect(asked).not.toContain(operation)
    }
    expect(gaps.filter(({ reason }) => reason !== 'not-collected')).toEqual([])
  })

  test('the core tier names keys by the report and asks no user', async () => {
    const scanned = await scanAws({ estate: prodAlone() }, { tier: 'core' })
    expect(scanned.calls.map(({ operation }) => operation)).not.toContain('ListAccessKeys')
    expect(find(scanned, 'credential', 'ci-deploy#1')).toMatchObject({
      enabled: true,
      facts: { lastUsedService: 's3' },
    })
    expect(scanned.view(`aws:account:${prod}`).gap('aws.access-keys')).toBeUndefined()
  })
})

describe('what may not be seen is said', () => {
  const scope = `aws:account:${prod}`

  test('a denial names its permission, and where it came from', async () => {
    const faults = [{ kind: 'denied-by-scp' as const, service: 'iam', operation: 'GetAccountAuthorizationDetails' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    const step = scanned.step('authorization-details')
    expect(step).toMatchObject({ status: 'denied', missing: ['iam:GetAccountAuthorizationDetails'] })
    expect(step?.detail).toContain('service control policy')
    expect(find(scanned, 'identity', 'ci-deploy')).toMatchObject({
      class: 'machine',
      facts: { attachedPolicies: { unknown: 'not-collected' } },
    })
    expect(scanned.view(scope).gap('aws.identities')?.reason).toBe('denied')
  })

  test('without the report every user is asked, and what the report alone tells stays unknown', async () => {
    const faults = [
      { kind: 'denied' as const, operation: 'GetCredentialReport' },
      { kind: 'denied' as const, operation: 'GenerateCredentialReport' },
    ]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('credential-report')).toMatchObject({ status: 'denied', missing: ['iam:GetCredentialReport'] })
    expect(scanned.step('access-keys')?.status).toBe('complete')
    expect(find(scanned, 'credential', 'AKIAEXAMPLECIDEPLOY1')).toMatchObject({
      facts: { slot: { unknown: 'not-collected' } },
    })
    expect(find(scanned, 'identity', 'anna')).toMatchObject({ class: 'unknown', facts: { mfaActive: true } })
    expect(scanned.calls.filter(({ operation }) => operation === 'ListAccessKeys')).toHaveLength(4)
  })

  test('a report that nobody may ask for, and nobody has, is missing by that permission', async () => {
    const faults = [{ kind: 'denied' as const, operation: 'GenerateCredentialReport' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('credential-report')).toMatchObject({
      status: 'denied',
      missing: ['iam:GenerateCredentialReport'],
    })
  })

  test('a report that is there already is read although it may not be asked for', async () => {
    const faults = [{ kind: 'denied' as const, operation: 'GenerateCredentialReport' }]
    const scanned = await scanAws({ estate: prodAlone(), faults, report: { ageHours: 9 } })
    expect(scanned.step('credential-report')?.status).toBe('complete')
    expect(scanned.text).toContain('9 hours old')
  })

  test('where keys may not be listed they are named by the report, and the ids are a gap of their own', async () => {
    const faults = [{ kind: 'denied' as const, operation: 'ListAccessKeys' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('access-key-ids')).toMatchObject({ status: 'denied', missing: ['iam:ListAccessKeys'] })
    expect(find(scanned, 'credential', 'ci-deploy#1')).toMatchObject({ enabled: true })
    expect(find(scanned, 'credential', 'ci-deploy#2')).toMatchObject({ enabled: false })
  })

  test('fewer identities than the account counts are a gap with both numbers', async () => {
    const iam = { ...prodAccount().iam, AccountSummary: { Users: 9 } }
    const scanned = await scanAws({ estate: prodAlone({ iam }) })
    expect(scanned.step('authorization-details')).toMatchObject({
      status: 'partial',
      detail: 'The account counts 9 users, the authorization details list 4.',
    })
  })

  test('a policy that does not parse is unknown, and named', async () => {
    const usual = prodAccount()
    const broken = roleRow(prod, 'broken', [], { AssumeRolePolicyDocument: '%7B%22Version' })
    const details = { ...usual.details, RoleDetailList: [...usual.details.RoleDetailList, broken] }
    const scanned = await scanAws({ estate: prodAlone({ details }) })
    expect(find(scanned, 'identity', 'broken')).toMatchObject({ facts: { trustPolicy: { unknown: 'failed' } } })
    expect(scanned.step('authorization-details')?.detail).toBe('The trust policy of role broken could not be read.')
  })

  test('an answer that is a web page is never an empty list', async () => {
    const faults = [{ kind: 'html-ok' as const, operation: 'GetAccountAuthorizationDetails' }]
    const scanned = await scanAws({ estate: prodAlone(), faults })
    expect(scanned.step('authorization-details')).toMatchObject({ status: 'failed' })
    expect(scanned.step('authorization-details')?.detail).toContain('web page')
  })
})

describe('an answer that says nothing', () => {
  test.each([
    ['empty', ''],
    ['of another service', '<Other><Users></Users></Other>'],
    ['cut off', '<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult><UserDetailList>'],
    ['to another question', '<ListUsersResponse><ListUsersResult></ListUsersResult></ListUsersResponse>'],
  ])('is no empty list: %s', async (_what, body) => {
    const iam: WireService = { signingName: 'iam', protocol: 'query', handle: () => ({ status: 200, body }) }
    const scanned = await scanAws({ estate: prodAlone(), services: [iam] }, { tier: 'core' })
    const own = [
      'account-summary',
      'authorization-details',
      'credential-report',
      'oidc-providers',
      'delegation-requests',
    ]
    expect(own.map((step) => scanned.step(step)?.status)).toEqual(own.map(() => 'failed'))
    expect(scanned.records.filter((record) => record.type === 'credential')).toEqual([])
    expect(scanned.collected.bugs).toEqual([])
  })
})

describe('an organization', () => {
  const config = { organization: { externalIdEnv: 'MUSTER_EXTERNAL_ID' } }

  test('is read first, then each active account with its own session', async () => {
    const scanned = await scanAws({ estate: acme() }, { config })
    const scopes = scanned.records.filter((record) => record.type === 'scope')
    expect(scopes.map(({ id }) => id)).toEqual([
      `aws:account:${prod}`,
      `aws:account:${management}`,
      'aws:organization:o-acme',
    ])
    expect(scopes.find(({ nativeId }) => nativeId === prod)).toMatchObject({
      name: 'prod',
      parent: 'aws:organization:o-acme',
    })
    expect(find(scanned, 'resource', 'prod')).toMatchObject({
      kind: 'organizations:account',
      nativeId: prod,
      facts: { state: 'ACTIVE', path: ['r-root', 'ou-1'], delegatedServices: ['access-analyzer.amazonaws.com'] },
    })
    expect(find(scanned, 'resource', 'closed')).toMatchObject({ facts: { state: 'SUSPENDED' } })
    expect(find(scanned, 'resource', 'StayHere')).toMatchObject({
      kind: 'organizations:service-control-policy',
      facts: { targets: ['r-root'], document: { Statement: [{ Effect: 'Deny' }] } },
    })
    expect(scanned.calls.filter(({ operation }) => operation === 'AssumeRole')).toHaveLength(1)
    expect(scanned.view(`aws:account:${prod}`).gap('aws.organization')).toBeUndefined()
    const scanners = scanned.records.filter((record) => record.type === 'identity' && record.facts['scanner'] === true)
    expect(scanners.map((record) => ('scope' in record ? record.scope : ''))).toEqual([
      `aws:account:${prod}`,
      `aws:account:${management}`,
    ])
  })

  test('goes on when one account does not let it in', async () => {
    const estate = estateOf([managementAccount(), prodAccount({ externalId: 'another' })], organizationFile())
    const scanned = await scanAws({ estate }, { config })
    expect(scanned.step('authorization-details', `aws:account:${prod}`)).toMatchObject({
      status: 'denied',
      missing: ['sts:AssumeRole'],
    })
    expect(scanned.step('authorization-details', `aws:account:${management}`)?.status).toBe('complete')
  })

  test('that cannot be read leaves the own account, and says why', async () => {
    const faults = [{ kind: 'denied' as const, service: 'organizations', operation: 'ListAccounts' }]
    const scanned = await scanAws({ estate: acme(), faults }, { config })
    expect(scanned.step('authorization-details', `aws:account:${management}`)?.status).toBe('complete')
    expect(scanned.step('connect')).toMatchObject({ status: 'denied', missing: ['organizations:ListAccounts'] })
    expect(scanned.view(`aws:account:${management}`).gap('aws.organization')).toBeDefined()
  })

  test('leaves accounts out that it is told to', async () => {
    const scanned = await scanAws({ estate: acme() }, { config: { ...config, accounts: { exclude: [prod] } } })
    expect(scanned.calls.map(({ account }) => account)).not.toContain(prod)
  })

  test('without the external id that the configuration names is not begun', async () => {
    const scanning = scanAws({ estate: acme() }, { config, env: { MUSTER_EXTERNAL_ID: '' } })
    await expect(scanning).rejects.toThrow('The environment variable MUSTER_EXTERNAL_ID is empty.')
  })
})

describe('signing in', () => {
  test('plain http is for this machine alone', async () => {
    const scanning = scanAws({ estate: prodAlone() }, { config: { endpoint: 'http://aws.example' } })
    await expect(scanning).rejects.toThrow('The AWS endpoint http://aws.example is plain http.')
  })

  test('an endpoint of the environment is taken, and named', async () => {
    const scanned = await scanAws({ estate: prodAlone() })
    expect(scanned.collected.endpoints).toHaveLength(1)
    expect(scanned.collected.endpoints[0]).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
  })

  test('a role with a wide policy of trust is read like any other', async () => {
    const usual = prodAccount()
    const details = {
      ...usual.details,
      RoleDetailList: [roleRow(prod, 'sso', [trusts({ Federated: `arn:aws:iam::${prod}:saml-provider/corp` })])],
    }
    const scanned = await scanAws({ estate: prodAlone({ details }) })
    expect(find(scanned, 'identity', 'sso')['class']).toBe('human')
    expect(edges(scanned, 'trusts', 'role/sso')).toEqual([`saml:arn:aws:iam::${prod}:saml-provider/corp`])
  })
})
