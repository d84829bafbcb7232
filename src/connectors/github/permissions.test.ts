import { expect, test } from 'vitest'
import { connector } from './index.ts'

const { steps } = connector.meta

interface Manifest {
  readonly default_permissions: { readonly [name: string]: string }
  readonly default_events: readonly string[]
  readonly public: boolean
}

function profiles(of = steps): { readonly [id: string]: Manifest } {
  return JSON.parse(connector.permissions.native(of)) as { readonly [id: string]: Manifest }
}

test('three profiles, each asking for more than the one before, and all for nothing but to read', () => {
  const found = profiles()
  expect(Object.keys(found)).toEqual(['org-only', 'core', 'deep'])
  for (const { default_permissions: asked, default_events: events, public: open } of Object.values(found)) {
    expect([...new Set(Object.values(asked))]).toEqual(['read'])
    expect(asked['metadata']).toBe('read')
    expect(events).toEqual([])
    expect(open).toBe(false)
  }
  const names = (id: string) => Object.keys(found[id]!.default_permissions)
  expect(names('core')).toEqual(expect.arrayContaining(names('org-only')))
  expect(names('deep')).toEqual(expect.arrayContaining(names('core')))
})

test('the organization’s profile asks for nothing inside of repositories', () => {
  const asked = Object.keys(profiles()['org-only']!.default_permissions)
  expect(asked).toEqual(expect.arrayContaining(['members', 'organization_administration', 'organization_secrets']))
  expect(asked.filter((name) => !/^(?:metadata|members|organization_\w+)$/.test(name))).toEqual([])
})

test('what only the deep tier reads is asked for there alone', () => {
  const found = profiles()
  expect(found['core']!.default_permissions['secret_scanning_alerts']).toBeUndefined()
  expect(found['deep']!.default_permissions['secret_scanning_alerts']).toBe('read')
})

test('everything that steps need to read is asked for; to write, nothing', () => {
  const asked = Object.keys(profiles()['deep']!.default_permissions)
  const needs = [...new Set(steps.flatMap((step) => step.needs))]
  expect(needs.filter((need) => need.endsWith('=read') && !asked.includes(need.split('=')[0]!))).toEqual([])
  expect(needs.filter((need) => !need.endsWith('=read')).toSorted()).toEqual([
    'codespaces_secrets=write',
    'organization_administration=write',
  ])
  expect(connector.permissions.list(steps)).not.toContain('write')
  expect(connector.permissions.terraform(steps)).not.toContain('write')
})

test('the list has one permission a line', () => {
  const lines = connector.permissions.list(steps).trimEnd().split('\n')
  expect(lines).toContain('organization_personal_access_tokens=read')
  expect(lines).toEqual([...new Set(lines)].toSorted())
})
