import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()

test.each(['native', 'terraform', 'list'] as const)('%s names every sign-in', (format) => {
  const text = connector.permissions[format](steps)
  for (const need of needs) expect(text).toContain(need)
})

test('that none of them only reads is said', () => {
  expect(connector.permissions.native(steps)).toContain('no sign-in that only reads')
})
