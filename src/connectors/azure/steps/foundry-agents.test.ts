import { expect, test } from 'vitest'
import { runAzure, tenantId } from '../../../../test/support/azure-wire.ts'
import type { AzureWire } from '../../../../test/support/azure-wire.ts'
import { foundryHost } from '../foundry.ts'

const account = '/subscriptions/s/resourceGroups/g/providers/Microsoft.CognitiveServices/accounts/brain'
const canary = 'MUSTERCANARYinstructions'
const wire: AzureWire = {
  config: { foundryAgents: true },
  rows: {
    subscriptions: [{ id: '/s', subscriptionId: 's', name: 's', tenantId, properties: {} }],
    projects: [
      {
        id: `${account}/projects/support`,
        endpoints: { 'AI Foundry API': 'https://brain-7.services.ai.azure.com/api/projects/support' },
      },
      { id: `${account}/projects/closed`, endpoints: null },
    ],
  },
  at: {
    '/api/projects/support/agents': {
      object: 'list',
      has_more: false,
      data: [
        {
          id: 'helper',
          name: 'helper',
          versions: {
            latest: {
              definition: {
                kind: 'prompt',
                model: 'gpt-5',
                instructions: canary,
                tools: [{ type: 'mcp', headers: { authorization: canary } }, { type: 'code_interpreter' }],
              },
            },
          },
        },
        { id: 'asst_1', name: null, created_at: 1_767_225_600, model: 'gpt-4o', instructions: canary, tools: [] },
      ],
    },
    '/api/projects/closed/agents': { status: 403, code: 'PermissionDenied' },
  },
}
const steps = ['subscriptions', 'foundry-agents']

test('agents are identities, and what they are told to do is not kept', async () => {
  const { records, gaps, asked } = await runAzure(steps, wire)
  const agents = records.flatMap((record) => (record.type === 'identity' ? [record] : []))
  expect(
    agents.map(({ nativeId, class: kind, createdAt, facts }) => [nativeId, kind, createdAt, facts['tools']]),
  ).toEqual([
    ['brain/support/helper', 'ai', { unknown: 'not-collected' }, ['code_interpreter', 'mcp']],
    ['brain/support/asst_1', 'ai', '2026-01-01T00:00:00Z', []],
  ])
  expect(agents[0]?.ai?.models).toEqual(['gpt-5'])
  expect(gaps).toEqual([
    expect.objectContaining({
      reason: 'denied',
      permission: 'Microsoft.CognitiveServices/accounts/AIServices/agents/read',
      detail: expect.stringContaining('brain/closed'),
    }),
  ])
  expect(JSON.stringify(records)).not.toContain(canary)
  expect(asked.map(({ url }) => new URL(url).origin)).toContain('https://brain-7.services.ai.azure.com')
})

test('nobody is asked unless it is wished', async () => {
  const { asked, skipped } = await runAzure(['foundry-agents'], { ...wire, config: {} })
  expect(asked).toEqual([])
  expect(skipped['foundry-agents']).toContain('foundryAgents is off')
})

test('in another cloud it has to be said where', async () => {
  const { asked, gaps } = await runAzure(['foundry-agents'], {
    ...wire,
    config: { foundryAgents: true, cloud: 'china' },
  })
  expect([asked, gaps.map(({ reason }) => reason)]).toEqual([[], ['unsupported']])
})

test('an address in place of the accounts’ own is used for every one of them', async () => {
  const config = { foundryAgents: true, endpoints: { foundry: 'http://127.0.0.1:9/foundry/' } }
  const { asked } = await runAzure(steps, { ...wire, config })
  expect(asked.map(({ url }) => url)).toContain(
    'http://127.0.0.1:9/foundry/brain/api/projects/support/agents?api-version=v1&limit=100',
  )
})

test.each([
  [{ a: 'https://brain.services.ai.azure.com/api/projects/p' }, 'https://brain.services.ai.azure.com'],
  [{ a: 'https://brain.services.ai.azure.com.example/api' }, undefined],
  [{ a: 'https://evil.example/?.services.ai.azure.com' }, undefined],
  [{ a: 'http://brain.services.ai.azure.com' }, undefined],
  [{ a: 5, b: 'no address' }, undefined],
  [null, undefined],
])('a project’s own host counts only where it is Foundry’s: %j', (endpoints, expected) => {
  expect(foundryHost(endpoints)).toBe(expected)
})
