import { expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane, runsAs } from '../../../../test/support/aws-plane.ts'

const profile = `arn:aws:iam::${planeAccount}:instance-profile/web`
const arn = (id: string): string => `arn:aws:ec2:eu-west-1:${planeAccount}:instance/${id}`

function association(InstanceId: string, State = 'associated') {
  return { AssociationId: `iip-${InstanceId}`, InstanceId, IamInstanceProfile: { Arn: profile, Id: 'AIPA1' }, State }
}
function instance(InstanceId: string, rest: object = {}) {
  return {
    InstanceId,
    State: { Code: 16, Name: 'running' },
    LaunchTime: '2026-03-01T00:00:00.000Z',
    MetadataOptions: { HttpTokens: 'required', HttpEndpoint: 'enabled' },
    ...rest,
  }
}

const account = {
  regionData: {
    'eu-west-1': {
      ec2: {
        IamInstanceProfileAssociations: [
          association('i-1'),
          association('i-2'),
          association('i-gone'),
          association('i-3', 'disassociated'),
        ],
        Reservations: [
          {
            ReservationId: 'r-1',
            OwnerId: planeAccount,
            Instances: [
              instance('i-1', {
                PublicIpAddress: '203.0.113.7',
                MetadataOptions: { HttpTokens: 'optional', HttpEndpoint: 'enabled' },
                Tags: [
                  { Key: 'Name', Value: 'web-1' },
                  { Key: 'aws:autoscaling:groupName', Value: 'web' },
                  { Key: 'aws:ec2launchtemplate:id', Value: 'lt-1' },
                ],
              }),
              instance('i-bare'),
            ],
          },
          { ReservationId: 'r-2', OwnerId: planeAccount, Instances: [instance('i-2')] },
        ],
      },
    },
  },
}
const options = {
  account,
  roles: { Web: ['ec2.amazonaws.com'] },
  instanceProfiles: { [profile]: planeRole('Web') },
  steps: ['ec2-instances'],
} as const

test('instances with a profile run as its role; those without one, and those that ended, are left out', async () => {
  const plane = await runPlane({ ...options, pageSize: 1 })
  expect(plane.gaps).toEqual([])
  expect(runsAs(plane)).toEqual([`ec2:instance:${arn('i-1')} -> Web`, `ec2:instance:${arn('i-2')} -> Web`])
  expect(factsOf(plane, 'ec2:instance', 'web-1')).toMatchObject({
    state: 'running',
    publicIp: '203.0.113.7',
    imdsv2Required: false,
    instanceProfileArn: profile,
    launchTemplateId: 'lt-1',
    autoScalingGroup: 'web',
  })
  expect(factsOf(plane, 'ec2:instance', 'i-2')).toMatchObject({
    publicIp: null,
    imdsv2Required: true,
    autoScalingGroup: null,
  })
})

test('without DescribeInstances the map stands, and what it would tell is unknown', async () => {
  const plane = await runPlane({ ...options, faults: [{ kind: 'denied', operation: 'DescribeInstances' }] })
  expect(recordsOf(plane, 'runs-as')).toHaveLength(3)
  expect(factsOf(plane, 'ec2:instance', 'i-1')).toMatchObject({
    publicIp: { unknown: 'denied' },
    imdsv2Required: { unknown: 'denied' },
    tags: { unknown: 'denied' },
  })
  expect(plane.gaps).toMatchObject([{ reason: 'denied', permission: 'ec2:DescribeInstances' }])
})

test('a profile that the account does not list has no role; unread profiles leave it unknown', async () => {
  const gone = await runPlane({ ...options, instanceProfiles: {} })
  expect(factsOf(gone, 'ec2:instance', 'i-2')['roleArn']).toBeNull()
  const { instanceProfiles: _unread, roles: _roles, ...rest } = options
  const unread = await runPlane(rest)
  expect(factsOf(unread, 'ec2:instance', 'i-2')['roleArn']).toEqual({ unknown: 'not-collected' })
})
