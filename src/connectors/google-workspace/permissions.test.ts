import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()
const scopes = needs.filter((need) => need.startsWith('https://'))

test('the scopes in one line, as the Admin console takes them, and the privileges of the role', () => {
  const text = connector.permissions.native(steps)
  expect(text.split('\n')).toContain(scopes.join(','))
  for (const privilege of needs.filter((need) => !need.startsWith('https://'))) expect(text).toContain(`- ${privilege}`)
})

test('all scopes only read, but for one that Google has no such of, and that is said', () => {
  const writing = scopes.filter((scope) => !scope.endsWith('.readonly'))
  expect(writing).toEqual(['https://www.googleapis.com/auth/admin.directory.user.security'])
  expect(connector.permissions.native(steps)).toMatch(/none that only reads/)
  const core = steps.filter(({ tier }) => tier === 'core')
  expect(connector.permissions.native(core)).not.toContain('user.security')
})

test('the list has one a line, and Terraform hands out the same', () => {
  expect(connector.permissions.list(steps).trimEnd().split('\n').toSorted()).toEqual(needs)
  const quoted = new Set(
    [...connector.permissions.terraform(steps).matchAll(/^\s+"([^"]+)",$/gm)].map(([, name]) => name),
  )
  expect(quoted).toEqual(new Set(needs))
})
