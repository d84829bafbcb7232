import { expect, test } from 'vitest'
import { appId, entity, objectId, principal } from '../../../../test/support/azure-principals.ts'
import { runAzure } from '../../../../test/support/azure-wire.ts'
import type { AzureRun } from '../../../../test/support/azure-wire.ts'

const signIns = '/beta/reports/servicePrincipalSignInActivities'
const keys = '/beta/reports/appCredentialSignInActivities'
const at = (lastSignInDateTime: string) => ({ lastSignInDateTime, lastSignInRequestId: 'x' })
const used = ({ records }: AzureRun) =>
  records.flatMap((row) =>
    row.type === 'usage' ? [[row.subject, row.lastUsedAt, row.observedSince, row.precision]] : [],
  )

const principals = new Map([
  principal(1),
  principal(2),
  principal(3, 'managed-identity'),
  principal(4, 'microsoft-app'),
])
const id = (digit: number, kind = 'service-principal'): string => entity(kind, objectId(digit))

test('the latest of all flows; who is not named has not signed in since the oldest of them', async () => {
  const run = await runAzure(['sign-in-activity'], {
    principals,
    at: {
      [signIns]: [
        {
          appId: appId(1).toUpperCase(),
          lastSignInActivity: at('2026-11-01T00:00:00Z'),
          delegatedClientSignInActivity: at('2026-11-02T00:00:00Z'),
          applicationAuthenticationResourceSignInActivity: null,
        },
        { appId: appId(4), lastSignInActivity: at('2024-03-04T05:06:07.1234567Z') },
      ],
    },
  })
  expect(used(run)).toEqual([
    [id(1), '2026-11-02T00:00:00Z', '2024-03-04T05:06:07.123Z', 'exact'],
    [id(2), null, '2024-03-04T05:06:07.123Z', 'window'],
    // The report names no managed identity, and may know none.
    [id(3, 'managed-identity'), { unknown: 'unsupported' }, '2024-03-04T05:06:07.123Z', 'window'],
  ])
})

test('an agent has signed in only where the report names the agent, not its blueprint', async () => {
  const [agent, row] = principal(5, 'agent-identity')
  const run = await runAzure(['sign-in-activity'], {
    principals: new Map([principal(1), [agent, { ...row, appId: appId(1) }]]),
    at: { [signIns]: [{ appId: appId(1), lastSignInActivity: at('2026-11-01T00:00:00Z') }] },
  })
  expect(used(run).map(([subject, last]) => [subject, last])).toEqual([
    [id(1), '2026-11-01T00:00:00Z'],
    [id(5, 'agent-identity'), { unknown: 'unsupported' }],
  ])
})

test('a row that cannot be read may be of anybody', async () => {
  const run = await runAzure(['sign-in-activity'], {
    principals,
    at: {
      [signIns]: [{ appId: appId(1), lastSignInActivity: at('2026-11-01T00:00:00Z') }, { lastSignInActivity: null }],
    },
  })
  expect(used(run).map(([, last]) => last)).toEqual([
    '2026-11-01T00:00:00Z',
    { unknown: 'failed' },
    { unknown: 'failed' },
  ])
  expect(run.gaps).toMatchObject([{ reason: 'failed' }])
})

test('from an empty report nothing follows', async () => {
  const run = await runAzure(['sign-in-activity'], { principals, at: { [signIns]: [] } })
  expect(used(run)).toEqual([])
  expect(run.gaps).toMatchObject([{ reason: 'not-collected' }])
})

test.each([
  ['unsupported', { status: 404, code: 'UnknownError' }],
  ['unlicensed', { status: 403, code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant' }],
  ['denied', { status: 403, code: 'Authorization_RequestDenied' }],
])('a report that is %s', async (reason, refusal) => {
  const { gaps } = await runAzure(['sign-in-activity'], { principals, at: { [signIns]: refusal } })
  expect(gaps).toMatchObject([{ reason }])
})

test('secrets and certificates by their key id', async () => {
  const credentials = new Map([
    ['k1', entity('client-secret', 'k1')],
    ['k2', entity('client-secret', 'k2')],
    ['k3', entity('certificate', 'k3')],
  ])
  const run = await runAzure(['credential-activity'], {
    principals,
    facts: { credentials },
    at: {
      [keys]: [
        { keyId: 'K1', signInActivity: at('2026-10-01T00:00:00Z') },
        { keyId: 'other', signInActivity: at('2025-01-01T00:00:00Z') },
      ],
    },
  })
  expect(used(run)).toEqual([
    [entity('client-secret', 'k1'), '2026-10-01T00:00:00Z', '2025-01-01T00:00:00Z', 'exact'],
    [entity('client-secret', 'k2'), null, '2025-01-01T00:00:00Z', 'window'],
    [entity('certificate', 'k3'), { unknown: 'unsupported' }, '2025-01-01T00:00:00Z', 'window'],
  ])
})

test('without credentials there is nothing to ask', async () => {
  const { asked, skipped } = await runAzure(['credential-activity'], {
    principals,
    facts: { applications: new Map() },
  })
  expect(asked).toEqual([])
  expect(skipped['credential-activity']).toBeDefined()
})

test('that there is no secret is said only where all that carries secrets was read', async () => {
  const [gap] = (await runAzure(['credential-activity'], { principals: new Map([principal(1)]) })).gaps
  expect(gap).toMatchObject({ reason: 'not-collected', detail: expect.stringContaining('was not read') })
})
