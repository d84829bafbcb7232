import { expect, test } from 'vitest'
import { factsOf, planeAccount, recordsOf, runPlane } from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3'

test('parameters come with type and dates, in every region, and without their values', async () => {
  const Parameters = [
    { Name: '/orders/db-password', Type: 'String', LastModifiedDate: '2025-01-01T00:00:00Z', Value: canary },
    {
      Name: 'plain',
      Type: 'SecureString',
      KeyId: 'alias/aws/ssm',
      LastModifiedDate: '2025-01-01T00:00:00Z',
      ARN: `arn:aws:ssm:eu-west-1:${planeAccount}:parameter/plain`,
      LastModifiedUser: `arn:aws:iam::${planeAccount}:user/ana`,
    },
  ]
  const regionData = { 'eu-west-1': { ssm: { Parameters } }, 'us-east-1': { ssm: { Parameters: [Parameters[0]] } } }
  const plane = await runPlane({ account: { regionData }, roles: {}, steps: ['parameters'], pageSize: 1 })
  expect(plane.gaps).toEqual([])
  expect(recordsOf(plane, 'ssm:parameter')).toHaveLength(3)
  const arn = `arn:aws:ssm:us-east-1:${planeAccount}:parameter/orders/db-password`
  expect(factsOf(plane, 'ssm:parameter', arn)).toMatchObject({ region: 'us-east-1', type: 'String', keyId: null })
  expect(factsOf(plane, 'ssm:parameter', 'plain')).toMatchObject({
    type: 'SecureString',
    keyId: 'alias/aws/ssm',
    lastModifiedAt: '2025-01-01T00:00:00Z',
    lastModifiedBy: `arn:aws:iam::${planeAccount}:user/ana`,
  })
  expect(JSON.stringify(plane)).not.toContain(canary)
  expect(plane.asked.filter((call) => call.startsWith('ssm'))).toEqual([
    'ssm:DescribeParameters eu-west-1',
    'ssm:DescribeParameters us-east-1',
  ])
})
