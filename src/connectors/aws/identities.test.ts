import { describe, expect, test } from 'vitest'
import { accountOf, estateOf } from '../../../fixtures/servers/aws/estate.ts'
import {
  management,
  prod,
  prodAccount,
  prodAlone,
  reportCsv,
  roleRow,
  trusts,
} from '../../../test/support/aws-estate.ts'
import { scanAws } from '../../../test/support/aws-scan.ts'
import { edges, find, usage } from '../../../test/support/found.ts'
import type { Scanned } from '../../../test/support/scan.ts'

const roles = (scanned: Scanned) =>
  scanned.records.filter((record) => record.type === 'identity' && record.kind === 'iam-role')

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
