import { describe, expect, test } from 'vitest'
import { accountOf, estateOf, type Row } from '../../../fixtures/servers/aws/estate.ts'
import type { AwsServer } from '../../../fixtures/servers/aws/server.ts'
import { prod, prodAccount, prodAlone, reportCsv, rootRow, userRow } from '../../../test/support/aws-estate.ts'
import { scanAws } from '../../../test/support/aws-scan.ts'
import { find } from '../../../test/support/found.ts'

/** First questions to the identity plane; a poll of the report is waiting, a further page its account's size. */
function planeCalls(calls: AwsServer['calls']): number {
  const own = calls.filter(({ service, furtherPage }) => /^(iam|sts)$/.test(service) && !furtherPage)
  const polls = own.filter(({ operation }) => operation === 'GetCredentialReport').length
  return own.length - Math.max(0, polls - 1)
}

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
