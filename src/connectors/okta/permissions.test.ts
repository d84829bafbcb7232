import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta
const scopes = [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()

test('all scopes only read, and every form names each', () => {
  expect(scopes.filter((scope) => !scope.endsWith('.read'))).toEqual([])
  expect(connector.permissions.list(steps).trimEnd().split('\n')).toEqual(scopes)
  for (const scope of scopes) expect(connector.permissions.native(steps)).toContain(`- ${scope}\n`)
  const quoted = [...connector.permissions.terraform(steps).matchAll(/^\s+"([^"]+)",$/gm)].map(([, name]) => name)
  expect(quoted).toEqual(scopes)
})

test('roles of administrators are named, and the second one only where it is needed', () => {
  expect(connector.permissions.native(steps)).toContain('Read-only Administrator')
  expect(connector.permissions.native(steps)).toContain('okta.iam.read')
  const [organization] = steps
  expect(connector.permissions.native(organization ? [organization] : [])).not.toContain('okta.iam.read')
})

test('scopes that come with a product of their own are told, to be left out where it is not there', () => {
  for (const form of [connector.permissions.native(steps), connector.permissions.terraform(steps)]) {
    expect(form).toContain('# Only with Okta for AI Agents: okta.aiAgents.read')
    expect(form).toContain('# Only with Okta Privileged Access: okta.serviceAccounts')
  }
})
