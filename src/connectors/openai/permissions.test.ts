import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()

test.each(['native', 'terraform', 'list'] as const)('%s names every scope, and all of them read', (format) => {
  const text = connector.permissions[format](steps)
  for (const need of needs) expect(text).toContain(need)
  expect(needs.filter((need) => !need.endsWith('.read'))).toEqual([])
})

test('the core takes one scope', () => {
  expect(connector.permissions.list(steps.filter(({ tier }) => tier === 'core'))).toBe('api.management.read\n')
})
