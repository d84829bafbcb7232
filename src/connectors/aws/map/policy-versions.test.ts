import { describe, expect, test } from 'vitest'
import { mapPolicy } from './authorization-details.ts'
import type { PolicyRow } from './rows.ts'

const place = { scope: 'aws:account:111122223333', accountId: '111122223333', now: '2026-11-21T10:00:00Z' }
const allow = (Action: string) => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action, Resource: '*' }],
})

const factsOf = (row: PolicyRow) => {
  const { records, flaws } = mapPolicy({ Arn: 'arn:aws:iam::111122223333:policy/p', ...row }, place)
  const [record] = records
  if (record?.type !== 'resource') throw new Error('no policy was mapped')
  return { facts: record.facts, flaws }
}

describe('versions of a customer managed policy', () => {
  const versions = [
    { VersionId: 'v10', IsDefaultVersion: false, Document: encodeURIComponent(JSON.stringify(allow('*'))) },
    { VersionId: 'v2', IsDefaultVersion: true, Document: allow('s3:Get*') },
    { VersionId: 'v1', IsDefaultVersion: false, Document: '{' },
  ]

  test('are all kept, in order, when there are several', () => {
    const { facts } = factsOf({ DefaultVersionId: 'v2', PolicyVersionList: versions })
    expect(facts).toMatchObject({
      document: allow('s3:Get*'),
      defaultVersionId: 'v2',
      versions: [
        { versionId: 'v1', isDefault: false, document: { unknown: 'failed' } },
        { versionId: 'v2', isDefault: true, document: allow('s3:Get*') },
        { versionId: 'v10', isDefault: false, document: allow('*') },
      ],
    })
  })

  test('are left out when there is only the default, and for policies of AWS', () => {
    expect(factsOf({ PolicyVersionList: versions.slice(1, 2) }).facts).not.toHaveProperty('versions')
    const managed = factsOf({ Arn: 'arn:aws:iam::aws:policy/ReadOnlyAccess', PolicyVersionList: versions })
    expect(managed.facts).not.toHaveProperty('versions')
  })

  test.each([
    ['marked', { PolicyVersionList: [versions[0] ?? {}, { ...versions[1] }] }],
    [
      'named',
      {
        DefaultVersionId: 'v2',
        PolicyVersionList: versions.map(({ VersionId, Document }) => ({ VersionId, Document })),
      },
    ],
    ['the only one', { PolicyVersionList: [{ VersionId: 'v2', Document: allow('s3:Get*') }] }],
  ])('the default is the one that is %s', (_how, row: PolicyRow) => {
    expect(factsOf(row).facts).toMatchObject({ document: allow('s3:Get*'), defaultVersionId: 'v2' })
  })

  test.each([[{}], [{ PolicyVersionList: [] }], [{ DefaultVersionId: 'v3' }]])(
    'a policy without its versions is unknown, and said to be: %j',
    (row: PolicyRow) => {
      const { facts, flaws } = factsOf(row)
      expect(facts).toMatchObject({ document: { unknown: 'failed' } })
      expect(flaws).toEqual(['The policy p could not be read.'])
    },
  )
})
