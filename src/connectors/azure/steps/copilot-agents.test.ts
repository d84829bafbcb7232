import { expect, test } from 'vitest'
import { appId, entity, objectId, principal, resourcesOf } from '../../../../test/support/azure-principals.ts'
import { runAzure } from '../../../../test/support/azure-wire.ts'

const packages = '/copilot/admin/catalog/packages'
const principals = new Map([principal(1), principal(2), principal(3, 'microsoft-app')])
const rows = [
  {
    id: 'T_1',
    displayName: 'Orders',
    appId: appId(1).toUpperCase(),
    elementTypes: ['bot', 'customEngineAgent'],
    isBlocked: false,
  },
  { id: 'T_2', displayName: 'Chat', appId: appId(2), elementTypes: ['bot'] },
  { id: 'T_3', appId: appId(3), elementTypes: ['declarativeAgent'] },
]

test('packages are kept, and the application of an agent is AI', async () => {
  const run = await runAzure(['copilot-agents'], { principals, at: { [packages]: rows } })
  expect(resourcesOf(run, 'copilot-package').map(({ name }) => name)).toEqual(['Orders', 'Chat', 'T_3'])
  expect(run.records.filter((record) => record.type === 'patch')).toMatchObject([
    {
      of: 'identity',
      id: entity('service-principal', objectId(1)),
      set: { class: 'ai', ai: { kind: 'agent', vendor: 'unknown', confidence: 1 } },
    },
  ])
})

test('beta is asked where v1.0 does not know the list; where neither does, it is unsupported', async () => {
  const beta = await runAzure(['copilot-agents'], { principals, at: { [`/beta${packages}`]: rows } })
  expect(resourcesOf(beta, 'copilot-package')).toHaveLength(3)
  const { gaps } = await runAzure(['copilot-agents'], { principals })
  expect(gaps).toMatchObject([{ reason: 'unsupported' }])
})

test('what the tenant has not paid for is not asked for twice', async () => {
  const { gaps, asked } = await runAzure(['copilot-agents'], {
    principals,
    at: { [packages]: { status: 403, code: 'Forbidden', message: 'The tenant has no Agent 365 license.' } },
  })
  expect(asked).toHaveLength(1)
  expect(gaps).toMatchObject([{ reason: 'unlicensed', detail: expect.stringContaining('Microsoft Agent 365') }])
})
