import { describe, expect, test } from 'vitest'
import {
  factsOf,
  planeAccount,
  planeRole,
  recordsOf,
  runPlane,
  runsAs,
  type PlaneOptions,
} from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3VbT5'
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${planeAccount}:${rest}`

function inRegion(data: { readonly [key: string]: unknown }): Pick<PlaneOptions, 'account' | 'pageSize'> {
  return { account: { regionData: { 'eu-west-1': { states: data } } }, pageSize: 1 }
}

function machine(name: string, definition: unknown) {
  return {
    stateMachineArn: arn('states', `stateMachine:${name}`),
    name,
    type: 'STANDARD',
    creationDate: '2025-05-01T00:00:00Z',
    roleArn: planeRole('Flow'),
    definition,
  }
}

describe('State machines', () => {
  const data = inRegion({
    stateMachines: [
      machine('bill', {
        StartAt: 'Call',
        States: {
          Call: {
            Type: 'Task',
            Resource: 'arn:aws:states:::http:invoke',
            Parameters: { Headers: { Authorization: `Bearer ${canary}${canary}` }, ApiKey: canary },
            End: true,
          },
        },
      }),
      machine('clean', {
        StartAt: 'Wait',
        States: {
          Wait: { Type: 'Pass', Parameters: { 'Password.$': '$.detail.password', MaxTokens: 4096 }, End: true },
        },
      }),
    ],
  })
  const options = { ...data, roles: { Flow: ['states.eu-west-1.amazonaws.com'] }, steps: ['state-machines'] } as const

  test('run as their role; secrets in their definition are told by place, and the definition is dropped', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(runsAs(plane)).toHaveLength(2)
    expect(factsOf(plane, 'states:state-machine', 'bill')['configSecrets']).toMatchObject([
      { name: 'States.Call.Parameters.ApiKey', looksLike: 'named-secret' },
      { name: 'States.Call.Parameters.Headers.Authorization', looksLike: 'named-secret' },
    ])
    expect(factsOf(plane, 'states:state-machine', 'clean')['configSecrets']).toEqual([])
    expect(JSON.stringify(plane)).not.toContain(canary)
    expect(JSON.stringify(plane)).not.toContain('StartAt')
  })

  test('an unreadable one keeps its place in the inventory', async () => {
    const plane = await runPlane({ ...options, faults: [{ kind: 'denied', operation: 'DescribeStateMachine' }] })
    expect(factsOf(plane, 'states:state-machine', 'bill')).toMatchObject({
      roleArn: { unknown: 'denied' },
      configSecrets: { unknown: 'denied' },
    })
  })

  test('a definition under a key of its own hides its secrets, not its role, and is no gap', async () => {
    const encryptionConfiguration = { type: 'CUSTOMER_MANAGED_KMS_KEY', kmsKeyId: 'k' }
    const stateMachines = ['a', 'b', 'c', 'd'].map((name) => ({
      ...machine(name, {}),
      ...(name === 'd' ? {} : { encryptionConfiguration }),
    }))
    const plane = await runPlane({ ...options, ...inRegion({ stateMachines }) })
    expect(plane.gaps).toEqual([])
    for (const name of ['a', 'b', 'c']) {
      expect(factsOf(plane, 'states:state-machine', name)).toMatchObject({
        roleArn: planeRole('Flow'),
        configSecrets: { unknown: 'denied' },
      })
    }
    expect(factsOf(plane, 'states:state-machine', 'd')['configSecrets']).toEqual([])
  })

  test('a permission that is missing is not asked for machine by machine', async () => {
    const stateMachines = Array.from({ length: 60 }, (_, n) => machine(`m${n}`, {}))
    const plane = await runPlane({
      ...options,
      ...inRegion({ stateMachines }),
      pageSize: 100,
      faults: [{ kind: 'denied', operation: 'DescribeStateMachine' }],
    })
    expect(plane.calls.filter(({ operation }) => operation === 'DescribeStateMachine').length).toBeLessThan(20)
    expect(recordsOf(plane, 'states:state-machine')).toHaveLength(60)
  })
})
