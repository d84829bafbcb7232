import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const needs = [...new Set(steps.flatMap((step) => step.needs))].toSorted()

test('manifests for the workspace and for the organization, each with the scopes of its steps', () => {
  const text = connector.permissions.native(steps)
  const manifests = [...text.matchAll(/^\{[^]*?^\}/gm)].map(([json]) => JSON.parse(json))
  expect(manifests.map(({ oauth_config: { scopes } }) => scopes.user)).toEqual([
    ['admin', 'users:read', 'users:read.email'],
    ['admin.apps:read', 'auditlogs:read'],
  ])
})

test('what can do more than read is said', () => {
  const text = connector.permissions.native(steps)
  expect(text).toContain('admin may also administer')
  expect(text).toContain('can change apps')
})

test('the list has one a line, and Terraform names the same', () => {
  expect(connector.permissions.list(steps).trimEnd().split('\n')).toEqual(needs)
  const quoted = [...connector.permissions.terraform(steps).matchAll(/^\s+"([^"]+)",$/gm)].map(([, name]) => name)
  expect(quoted).toEqual(needs)
})
