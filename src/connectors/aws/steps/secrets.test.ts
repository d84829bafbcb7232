import { describe, expect, test } from 'vitest'
import { factsOf, planeAccount, recordsOf, runPlane } from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3'

function arnOf(region: string, name: string): string {
  return `arn:aws:secretsmanager:${region}:${planeAccount}:secret:${name}-AbCdEf`
}

const estate = {
  regionData: {
    'eu-west-1': {
      secretsmanager: {
        SecretList: [
          {
            ARN: arnOf('eu-west-1', 'orders/db'),
            Name: 'orders/db',
            CreatedDate: '2024-02-01T08:00:00Z',
            RotationEnabled: true,
            LastRotatedDate: '2026-11-01T00:00:00.250Z',
            LastAccessedDate: '2026-11-20T00:00:00Z',
            OwningService: 'rds',
            Tags: [{ Key: 'env', Value: 'prod' }],
          },
          {
            ARN: arnOf('eu-west-1', 'legacy'),
            Name: 'legacy',
            CreatedDate: '2021-02-01T08:00:00Z',
            SecretString: canary,
          },
        ],
        ResourcePolicies: {
          [arnOf('eu-west-1', 'legacy')]: {
            Version: '2012-10-17',
            Statement: { Effect: 'Allow', Principal: '*', Action: 'secretsmanager:GetSecretValue' },
          },
        },
      },
    },
    'us-east-1': {
      secretsmanager: {
        SecretList: [{ ARN: arnOf('us-east-1', 'replica'), Name: 'replica', CreatedDate: '2024-02-01T08:00:00Z' }],
      },
    },
  },
}

describe('secrets', () => {
  test('of every region, page by page, with dates and policies but never a value', async () => {
    const plane = await runPlane({
      account: estate,
      roles: {},
      steps: ['secrets', 'secret-policies'],
      tier: 'creds',
      pageSize: 1,
    })
    expect(plane.gaps).toEqual([])
    expect(recordsOf(plane, 'secretsmanager:secret').map((record) => 'name' in record && record.name)).toEqual([
      'legacy',
      'orders/db',
      'replica',
    ])
    expect(factsOf(plane, 'secretsmanager:secret', 'orders/db')).toMatchObject({
      region: 'eu-west-1',
      createdAt: '2024-02-01T08:00:00Z',
      rotationEnabled: true,
      lastRotatedAt: '2026-11-01T00:00:00.250Z',
      lastAccessedAt: '2026-11-20T00:00:00Z',
      owningService: 'rds',
      resourcePolicy: null,
      tags: { env: 'prod' },
    })
    const legacy = factsOf(plane, 'secretsmanager:secret', 'legacy')
    expect(legacy).toMatchObject({ rotationEnabled: false, lastRotatedAt: null, lastAccessedAt: null })
    expect(legacy['resourcePolicy']).toMatchObject({ Statement: [{ Principal: '*' }] })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('a region that refuses is a gap of its own', async () => {
    const faults = [{ kind: 'denied', service: 'secretsmanager', region: 'us-east-1' } as const]
    const plane = await runPlane({ account: estate, roles: {}, steps: ['secrets'], faults })
    expect(recordsOf(plane, 'secretsmanager:secret')).toHaveLength(2)
    expect(plane.gaps).toEqual([
      {
        step: 'secrets',
        reason: 'denied',
        permission: 'secretsmanager:ListSecrets',
        detail: expect.stringMatching(/^In us-east-1: /),
      },
    ])
  })

  test('a refused policy leaves the policy unknown, and a missing permission is not asked for secret by secret', async () => {
    const many = Array.from({ length: 60 }, (_, n) => ({ ARN: arnOf('eu-west-1', `s${n}`), Name: `s${n}` }))
    const account = { regions: ['eu-west-1'], regionData: { 'eu-west-1': { secretsmanager: { SecretList: many } } } }
    const denied = { kind: 'denied', operation: 'GetResourcePolicy' } as const
    const all = await runPlane({ account, roles: {}, steps: ['secrets', 'secret-policies'], faults: [denied] })
    expect(all.calls.filter(({ operation }) => operation === 'GetResourcePolicy').length).toBeLessThan(12)
    expect(factsOf(all, 'secretsmanager:secret', 's59')['resourcePolicy']).toEqual({ unknown: 'denied' })

    const some = await runPlane({
      account,
      roles: {},
      steps: ['secrets', 'secret-policies'],
      faults: [{ ...denied, nth: 5, times: 20 }],
    })
    const policies = recordsOf(some, 'secretsmanager:secret').map(
      (record) => 'facts' in record && record.facts?.['resourcePolicy'],
    )
    expect(policies.filter((policy) => policy === null)).toHaveLength(40)
  })
})
