import { expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane } from '../../../../test/support/aws-plane.ts'

const analyzer = `arn:aws:access-analyzer:eu-west-1:${planeAccount}:analyzer/account`
const disabled = `${analyzer}-off`
function finding(id: string, rest: object = {}) {
  return {
    id,
    analyzedAt: '2026-11-20T00:00:00.000Z',
    createdAt: '2026-10-01T00:00:00.000Z',
    updatedAt: '2026-11-20T00:00:00.000Z',
    status: 'ACTIVE',
    resource: planeRole('Open'),
    resourceType: 'AWS::IAM::Role',
    resourceOwnerAccount: planeAccount,
    findingType: 'ExternalAccess',
    ...rest,
  }
}
const account = {
  regionData: {
    'eu-west-1': {
      'access-analyzer': {
        analyzers: [
          { arn: analyzer, name: 'account', type: 'ACCOUNT', status: 'ACTIVE', createdAt: '2025-01-01T00:00:00.000Z' },
          { arn: disabled, name: 'off', type: 'ACCOUNT', status: 'DISABLED', createdAt: '2025-01-01T00:00:00.000Z' },
        ],
        findings: {
          [analyzer]: [
            finding('f-1'),
            finding('f-2', { status: 'ARCHIVED' }),
            finding('f-3', { findingType: 'UnusedIAMRole', resource: planeRole('Old') }),
          ],
          [disabled]: [finding('f-4')],
        },
      },
    },
  },
}

test('active findings of analyzers that exist; none is made', async () => {
  const plane = await runPlane({ account, roles: {}, steps: ['access-analyzer'], tier: 'deep', pageSize: 1 })
  expect(plane.gaps).toEqual([])
  expect(recordsOf(plane, 'access-analyzer:finding')).toHaveLength(2)
  expect(factsOf(plane, 'access-analyzer:finding', planeRole('Old'))).toMatchObject({
    region: 'eu-west-1',
    findingType: 'UnusedIAMRole',
    resourceType: 'AWS::IAM::Role',
    status: 'ACTIVE',
    createdAt: '2026-10-01T00:00:00Z',
  })
  expect(plane.calls.map(({ operation }) => operation).filter((name) => /^(Create|Start|Update)/.test(name))).toEqual(
    [],
  )
})

test('a refusal names the permission that the vendor checks', async () => {
  const plane = await runPlane({
    account,
    roles: {},
    steps: ['access-analyzer'],
    faults: [{ kind: 'denied', operation: 'ListAnalyzers' }],
  })
  expect(plane.gaps).toMatchObject([{ reason: 'denied', permission: 'access-analyzer:ListAnalyzers' }])
})
