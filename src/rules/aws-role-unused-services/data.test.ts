import { expect, test } from 'vitest'
import { accountScope, role, roleArn } from '../../../test/support/aws-records.ts'
import { accountOf } from '../../analysis/effective/aws-access/index.ts'
import { lastAccessedOf, reducedPolicies } from '../../analysis/effective/aws-least-privilege/index.ts'
import { directPaths } from '../../analysis/effective/aws-reach/direct.ts'
import { viewOf } from '../../inventory/memory.ts'
import { dataOf, pathsIn } from './data.ts'

const now = '2026-11-21T10:00:00Z'

function reduction() {
  const records = [
    role({
      inline: [
        { Effect: 'Allow', Action: 's3:*', Resource: '*' },
        { Effect: 'Allow', Action: ['lambda:*', 'iam:PassRole'], Resource: '*' },
      ],
      facts: { serviceLastAccessed: { s3: '2026-11-20T10:00:00Z', lambda: null } },
    }),
    role({ name: 'operations', inline: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }),
  ].flat()
  const view = viewOf({ scope: accountScope(), scopes: [], records })
  const account = accountOf(view, '111122223333')!
  const principal = account.principal(roleArn('deploy'))!
  const usage = lastAccessedOf(principal.identity)
  return {
    view,
    principal,
    found: reducedPolicies(principal, account, usage, now, { maxDays: 90, paths: pathsIn(view) }),
  }
}

test('the ways to an administrator that hung on an unused service end', () => {
  const { found } = reduction()
  expect(found).toMatchObject({ proposed: true, verified: { pathsLeft: [] } })
  expect(found.proposed && found.verified.pathsGone).toContain('lambda-001')
})

test('what is remembered of the identity stays what it is today', () => {
  const { view, principal } = reduction()
  expect(directPaths(view, principal).map(({ id }) => id)).toContain('lambda-001')
})

test('long lists are cut and counted', () => {
  const data = JSON.stringify(dataOf(reduction().found))
  expect(data.length).toBeLessThan(4000)
  expect(JSON.parse(data)).toMatchObject({
    policies: [{ removed: [{ pattern: 'lambda:*', count: expect.any(Number) }], removedInAll: 1 }],
  })
})
