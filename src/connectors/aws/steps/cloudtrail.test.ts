import { expect, test } from 'vitest'
import { planeAccount, runPlane } from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3'
const ana = `arn:aws:iam::${planeAccount}:user/ana`
const ci = `arn:aws:iam::${planeAccount}:user/ci`
const use = { lastUsedAt: null, lastUsedService: null, lastUsedRegion: null, source: 'iam:GetCredentialReport' }
const session = `arn:aws:sts::${planeAccount}:assumed-role/Admin/ana`

function event(EventName: string, arn: string, responseElements: object | null, rest: object = {}) {
  return {
    EventId: EventName,
    EventName,
    EventTime: '2026-11-01T08:00:00Z',
    Username: 'ana',
    CloudTrailEvent: {
      eventName: EventName,
      userIdentity: { arn, sessionContext: { sessionIssuer: { arn: `arn:aws:iam::${planeAccount}:role/Admin` } } },
      requestParameters: { note: canary },
      responseElements,
      ...rest,
    },
  }
}

test('who made users, keys and service credentials, out of the last ninety days', async () => {
  const Events = [
    event('CreateAccessKey', session, { accessKey: { accessKeyId: 'AKIAQ7M2X5K4R3W3Y6H5', userName: 'ci' } }),
    event('CreateAccessKey', ana, null, { errorCode: 'AccessDenied' }),
    event('CreateServiceSpecificCredential', ana, {
      serviceSpecificCredential: { serviceSpecificCredentialId: 'ACCA1', serviceName: 'bedrock.amazonaws.com' },
    }),
    event('CreateUser', ana, { user: { arn: `arn:aws:iam::${planeAccount}:user/ci` } }),
    event('DeleteUser', ana, null),
    { EventName: 'CreateUser', EventTime: '2026-11-01T08:00:00Z', CloudTrailEvent: 'no json' },
  ]
  const plane = await runPlane({
    account: { regionData: { 'us-east-1': { cloudtrail: { Events } } } },
    roles: {},
    keys: new Map([
      [ci, [{ listed: { AccessKeyId: 'AKIAQ7M2X5K4R3W3Y6H5', CreateDate: '2026-11-01T08:00:00Z' }, slot: 1, use }]],
    ]),
    steps: ['cloudtrail'],
    tier: 'deep',
    pageSize: 50,
  })
  expect(plane.gaps).toEqual([])
  expect(plane.asked.filter((call) => call.startsWith('cloudtrail'))).toEqual(['cloudtrail:LookupEvents us-east-1'])
  expect(plane.records).toMatchObject([
    {
      type: 'patch',
      of: 'credential',
      id: `aws:${planeAccount}:access-key:${ci}#2026-11-01T08:00:00Z`,
      facts: {
        createdBy: session,
        createdByRole: `arn:aws:iam::${planeAccount}:role/Admin`,
        creationSeenAt: '2026-11-01T08:00:00Z',
      },
    },
    { type: 'patch', of: 'credential', id: `aws:${planeAccount}:api-key:ACCA1`, facts: { createdBy: ana } },
    {
      type: 'patch',
      of: 'identity',
      id: `aws:${planeAccount}:iam-user:arn:aws:iam::${planeAccount}:user/ci`,
      facts: { createdBy: ana },
    },
  ])
  expect(JSON.stringify(plane)).not.toContain(canary)
})
