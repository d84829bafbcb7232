import { expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, runPlane } from '../../../../test/support/aws-plane.ts'

const arn = (name: string): string => `arn:aws:lambda:eu-west-1:${planeAccount}:function:${name}`
const account = {
  regionData: {
    'eu-west-1': {
      lambda: {
        Functions: ['open', 'closed', 'scheduled'].map((name) => ({
          FunctionName: name,
          FunctionArn: arn(name),
          Role: planeRole('Fn'),
        })),
        FunctionUrlConfigs: [
          {
            FunctionArn: arn('open'),
            FunctionUrl: 'https://x.lambda-url.eu-west-1.on.aws/',
            AuthType: 'NONE',
            CreationTime: '2025-01-01T00:00:00Z',
            LastModifiedTime: '2025-01-01T00:00:00Z',
          },
        ],
        Policies: {
          open: {
            Version: '2012-10-17',
            Statement: [{ Effect: 'Allow', Principal: '*', Action: 'lambda:InvokeFunctionUrl' }],
          },
          scheduled: {
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Principal: { Service: 'events.amazonaws.com' }, Action: 'lambda:InvokeFunction' },
            ],
          },
        },
      },
    },
  },
}
const options = {
  account,
  roles: { Fn: ['lambda.amazonaws.com'] },
  steps: ['lambda-functions', 'lambda-exposure'],
  tier: 'deep',
} as const

test('whether a function can be reached without sign-in, and who may invoke it', async () => {
  const plane = await runPlane(options)
  expect(plane.gaps).toEqual([])
  expect(factsOf(plane, 'lambda:function', 'open')).toMatchObject({
    functionUrlAuthType: 'NONE',
    resourcePolicy: { Statement: [{ Principal: '*' }] },
  })
  expect(factsOf(plane, 'lambda:function', 'closed')).toMatchObject({ functionUrlAuthType: null, resourcePolicy: null })
})

test('a refused policy is unknown, not none', async () => {
  const plane = await runPlane({ ...options, faults: [{ kind: 'denied', operation: 'GetPolicy' }] })
  expect(factsOf(plane, 'lambda:function', 'closed')).toMatchObject({
    functionUrlAuthType: null,
    resourcePolicy: { unknown: 'denied' },
  })
  expect(plane.gaps).toMatchObject([{ permission: 'lambda:GetPolicy' }])
})

test('an open URL triggers a function, and so does a service that its policy lets in; of others nothing is said', async () => {
  const plane = await runPlane(options)
  expect(factsOf(plane, 'lambda:function', 'open')['hasTrigger']).toBe(true)
  expect(factsOf(plane, 'lambda:function', 'scheduled')['hasTrigger']).toBe(true)
  expect(factsOf(plane, 'lambda:function', 'closed')).not.toHaveProperty('hasTrigger')
})
