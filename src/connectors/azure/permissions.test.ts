import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()
const ofGraph = needs.filter((need) => !need.includes('/'))
const ofAzure = needs.filter((need) => need.includes('/'))

interface Native {
  readonly microsoftGraph: { readonly appId: string; readonly applicationPermissions: readonly string[] }
  readonly customRole: {
    readonly Actions: readonly string[]
    readonly DataActions: readonly string[]
    readonly NotActions: readonly string[]
    readonly NotDataActions: readonly string[]
  }
}

const native = (of = steps): Native => JSON.parse(connector.permissions.native(of)) as Native

test('permissions of Graph and a role of Azure: what the steps declare, and not one more', () => {
  const { microsoftGraph, customRole } = native()
  expect(microsoftGraph).toEqual({
    appId: '00000003-0000-0000-c000-000000000000',
    applicationPermissions: ofGraph,
  })
  expect([...customRole.Actions, ...customRole.DataActions].toSorted()).toEqual(ofAzure)
  expect([...customRole.NotActions, ...customRole.NotDataActions]).toEqual([])
})

test('everything only reads', () => {
  expect(ofGraph.filter((need) => !/^[A-Z]\w+\.Read\.(?:All|Directory)$/.test(need))).toEqual([])
  expect(ofAzure.filter((need) => !need.endsWith('/read'))).toEqual([])
  for (const text of [connector.permissions.native(steps), connector.permissions.terraform(steps)])
    expect(text).not.toMatch(/write|\/action|listKeys|Directory\.Read\.All/i)
})

test('data actions are asked for by the opt-in step alone, and what a tier does not read is not asked for', () => {
  expect(native().customRole.DataActions).toEqual(['Microsoft.CognitiveServices/accounts/AIServices/agents/read'])
  const core = native(steps.filter(({ tier }) => tier === 'core'))
  expect(core.customRole.DataActions).toEqual([])
  expect(core.microsoftGraph.applicationPermissions).not.toContain('AuditLog.Read.All')
})

test('Terraform grants the same', () => {
  const text = connector.permissions.terraform(steps)
  const quoted = new Set([...text.matchAll(/^\s+"([^"]+)",$/gm)].map(([, name]) => name))
  expect(quoted).toEqual(new Set(needs))
})

test('the list has one permission a line', () => {
  const lines = connector.permissions.list(steps).trimEnd().split('\n')
  expect(lines.toSorted()).toEqual(needs)
  expect(lines).toEqual([...new Set(lines)])
})
