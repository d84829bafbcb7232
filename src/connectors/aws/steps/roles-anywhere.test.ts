import { expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane } from '../../../../test/support/aws-plane.ts'

const arn = (rest: string): string => `arn:aws:rolesanywhere:eu-west-1:${planeAccount}:${rest}`
const account = {
  regionData: {
    'eu-west-1': {
      rolesanywhere: {
        trustAnchors: [
          {
            trustAnchorArn: arn('trust-anchor/1'),
            trustAnchorId: '1',
            name: 'corp-ca',
            enabled: true,
            createdAt: '2025-01-01T00:00:00.000Z',
            source: { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: 'CANARY' } },
          },
        ],
        profiles: [
          {
            profileArn: arn('profile/1'),
            name: 'batch',
            enabled: true,
            roleArns: [planeRole('B'), planeRole('A')],
            sessionPolicy: '{"Version":"2012-10-17","Statement":[]}',
          },
          {
            profileArn: arn('profile/2'),
            name: 'open',
            enabled: true,
            roleArns: [planeRole('A')],
            managedPolicyArns: [],
            acceptRoleSessionName: true,
          },
        ],
        subjects: [
          {
            subjectArn: arn('subject/1'),
            subjectId: '1',
            enabled: true,
            x509Subject: 'CN=batch-7,OU=ops,O=Acme',
            lastSeenAt: '2026-11-20T12:00:00.000Z',
            createdAt: '2025-06-01T00:00:00.000Z',
          },
        ],
      },
    },
  },
}
const options = {
  account,
  roles: { A: ['rolesanywhere.amazonaws.com'] },
  steps: ['roles-anywhere'],
  pageSize: 1,
} as const

test('trust anchors, profiles and the certificates that came, with their last use', async () => {
  const plane = await runPlane(options)
  expect(plane.gaps).toEqual([])
  expect(factsOf(plane, 'rolesanywhere:trust-anchor', 'corp-ca')).toMatchObject({
    region: 'eu-west-1',
    enabled: true,
    sourceType: 'CERTIFICATE_BUNDLE',
  })
  expect(factsOf(plane, 'rolesanywhere:profile', 'batch')).toMatchObject({
    hasSessionPolicy: true,
    roleArns: [planeRole('A'), planeRole('B')],
    acceptRoleSessionName: false,
  })
  expect(factsOf(plane, 'rolesanywhere:profile', 'open')).toMatchObject({
    hasSessionPolicy: false,
    managedPolicyArns: [],
    acceptRoleSessionName: true,
  })
  expect(recordsOf(plane, 'rolesanywhere-subject')).toMatchObject([
    {
      type: 'identity',
      name: 'batch-7',
      class: 'machine',
      enabled: true,
      createdAt: '2025-06-01T00:00:00Z',
      facts: { x509Subject: 'CN=batch-7,OU=ops,O=Acme' },
    },
  ])
  expect(plane.records.filter(({ type }) => type === 'usage')).toMatchObject([
    {
      subject: `aws:${planeAccount}:rolesanywhere-subject:${arn('subject/1')}`,
      lastUsedAt: '2026-11-20T12:00:00Z',
      precision: 'exact',
    },
  ])
  expect(JSON.stringify(plane)).not.toContain('CANARY')
})

test.each(['denied', 'html', 'html-ok', 'truncated', 'error', 'reset', 'hang'] as const)(
  '%s on one list hides neither the other lists nor the other region',
  async (kind) => {
    const plane = await runPlane({ ...options, faults: [{ kind, operation: 'ListProfiles', region: 'eu-west-1' }] })
    expect(plane.gaps).toMatchObject([
      { reason: kind === 'denied' ? 'denied' : 'failed', detail: expect.stringMatching(/^In eu-west-1: /) },
    ])
    expect(recordsOf(plane, 'rolesanywhere:profile')).toEqual([])
    expect(recordsOf(plane, 'rolesanywhere-subject')).toHaveLength(1)
  },
)
