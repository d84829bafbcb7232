import { describe, expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane, runsAs } from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3VbT5'

function functionRow(name: string, rest: object = {}) {
  return {
    FunctionName: name,
    FunctionArn: `arn:aws:lambda:eu-west-1:${planeAccount}:function:${name}`,
    Role: planeRole('OrdersRole'),
    Runtime: 'nodejs24.x',
    LastModified: '2026-05-01T10:00:00.000+0000',
    ...rest,
  }
}

const secretful = functionRow('checkout', {
  Environment: {
    Variables: {
      LOG_LEVEL: 'info',
      STRIPE_KEY: `sk_live_${canary}`,
      DB_PASSWORD: canary,
      AWS_ACCESS_KEY_ID: 'AKIAQ7M2X5K4R3W3Y6H5',
      DB_SECRET: `arn:aws:secretsmanager:eu-west-1:${planeAccount}:secret:orders-AbCdEf`,
    },
  },
})

const account = {
  regionData: {
    'eu-west-1': {
      lambda: {
        Functions: [functionRow('orders'), secretful],
        EventSourceMappings: [
          { UUID: '1', FunctionArn: `arn:aws:lambda:eu-west-1:${planeAccount}:function:orders:live` },
        ],
      },
    },
  },
}
const roles = { OrdersRole: ['lambda.amazonaws.com'] }

describe('functions', () => {
  test('run as their role; what their environment holds is told by shape only', async () => {
    const plane = await runPlane({ account, roles, steps: ['lambda-functions'], pageSize: 1 })
    expect(plane.gaps).toEqual([])
    expect(runsAs(plane)).toEqual([
      `lambda:function:arn:aws:lambda:eu-west-1:${planeAccount}:function:checkout -> OrdersRole`,
      `lambda:function:arn:aws:lambda:eu-west-1:${planeAccount}:function:orders -> OrdersRole`,
    ])
    expect(factsOf(plane, 'lambda:function', 'orders')).toMatchObject({
      region: 'eu-west-1',
      runtime: 'nodejs24.x',
      hasTrigger: true,
      configSecrets: [],
      lastModifiedAt: '2026-05-01T10:00:00Z',
    })
    expect(factsOf(plane, 'lambda:function', 'checkout')).toMatchObject({
      configSecrets: [
        { name: 'DB_PASSWORD', looksLike: 'named-secret', by: 'name' },
        { name: 'STRIPE_KEY', looksLike: 'stripe-secret-key', by: 'value' },
      ],
      accessKeyIds: ['AKIAQ7M2X5K4R3W3Y6H5'],
    })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('variables that only a key of the customer opens are unknown, not clean', async () => {
    const Error = { ErrorCode: 'AccessDeniedException', Message: 'kms:Decrypt' }
    const regionData = { 'eu-west-1': { lambda: { Functions: [functionRow('sealed', { Environment: { Error } })] } } }
    const plane = await runPlane({ account: { regionData }, roles, steps: ['lambda-functions'] })
    expect(factsOf(plane, 'lambda:function', 'sealed')['configSecrets']).toEqual({ unknown: 'denied' })
  })

  test('are not asked for where no role trusts Lambda, and the step says so', async () => {
    const plane = await runPlane({ account, roles: { Ci: ['codebuild.amazonaws.com'] }, steps: ['lambda-functions'] })
    expect(plane.asked.filter((call) => call.startsWith('lambda'))).toEqual([])
    expect(plane.skipped['lambda-functions']).toContain('No role of the account trusts lambda.amazonaws.com')
    expect(plane.gaps).toEqual([])
  })

  test('are asked for in every region where the roles could not be read', async () => {
    const plane = await runPlane({ account, steps: ['lambda-functions'] })
    expect(recordsOf(plane, 'lambda:function')).toHaveLength(2)
    expect(plane.asked).toContain('lambda:ListFunctions us-east-1')
    expect(plane.logs).toEqual([expect.stringContaining('roles could not be read')])
  })

  test('an unreadable list of triggers leaves the trigger unknown, not false', async () => {
    const faults = [{ kind: 'denied', operation: 'ListEventSourceMappings' } as const]
    const plane = await runPlane({ account, roles, steps: ['lambda-functions'], faults })
    expect(factsOf(plane, 'lambda:function', 'orders')['hasEventSource']).toEqual({ unknown: 'denied' })
    expect(plane.gaps).toMatchObject([{ permission: 'lambda:ListEventSourceMappings' }])
  })

  test('a page that fails keeps what came before', async () => {
    const faults = [{ kind: 'denied', operation: 'ListFunctions', nth: 2 } as const]
    const plane = await runPlane({ account, roles, steps: ['lambda-functions'], pageSize: 1, faults })
    expect(recordsOf(plane, 'lambda:function')).toHaveLength(1)
    expect(plane.gaps).toMatchObject([{ reason: 'denied', permission: 'lambda:ListFunctions' }])
  })

  test.each(['html', 'html-ok', 'truncated', 'reset', 'error', 'hang'] as const)(
    '%s is a gap, never an empty list',
    async (kind) => {
      const faults = [{ kind, operation: 'ListFunctions', region: 'us-east-1' }]
      const plane = await runPlane({ account, roles, steps: ['lambda-functions'], faults })
      expect(recordsOf(plane, 'lambda:function')).toHaveLength(2)
      expect(plane.gaps).toMatchObject([{ reason: 'failed', detail: expect.stringMatching(/^In us-east-1: /) }])
    },
  )
})
