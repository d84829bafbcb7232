/** What a scan of a workspace brings home. */
import { beforeAll, expect, test } from 'vitest'
import { appIds } from '../../../test/support/slack-everything.ts'
import { scanSlack, slackScopeId } from '../../../test/support/slack-scan.ts'
import type { SlackScanned } from '../../../test/support/slack-scan.ts'

let scanned: SlackScanned
beforeAll(async () => {
  scanned = await scanSlack()
})

test('apps are those that the log leaves standing, and those that only a bot tells of', () => {
  const ids = scanned.all('identity', 'slack-app').map(({ nativeId }) => nativeId)
  expect(ids).toEqual([appIds.deploy, appIds.muster, appIds.notes, appIds.old, appIds.poll])
  expect(scanned.found('resource', appIds.gone)).toMatchObject({ kind: 'removed-app', facts: { removedBy: 'U0ADA' } })
})

test('an app that Slack’s own scope calls an agent is AI', () => {
  expect(scanned.found('identity', appIds.notes)).toMatchObject({ class: 'ai', ai: { kind: 'agent', confidence: 0.8 } })
  expect(scanned.found('identity', appIds.poll)).toMatchObject({ class: 'machine' })
})

test('people are known as far as they let something in', () => {
  const people = scanned.all('identity', 'user').map(({ nativeId }) => nativeId)
  expect(people).toEqual(['U0ADA', 'U0BEN', 'U0LISA', 'W0OWNER'])
  expect(scanned.found('identity', 'U0LISA')).toMatchObject({
    name: 'lisa@acme.example',
    enabled: false,
    class: 'human',
  })
  const view = scanned.view(slackScopeId)
  const owners = view.edgesTo(`slack:T0ACME:slack-app:${appIds.notes}`, 'owns').map(({ from }) => from)
  expect(owners).toEqual(['slack:T0ACME:user:U0LISA'])
})

test('approvals of both levels are one, certified apps included', () => {
  const approved = scanned.all('resource', 'app-approval')
  expect(approved.map(({ nativeId }) => nativeId)).toEqual([appIds.deploy, appIds.notes, appIds.poll])
  expect(scanned.found('resource', 'A0BAD')).toMatchObject({
    kind: 'app-restriction',
    facts: { levels: ['organization', 'workspace'], decidedAt: '2025-10-09T08:53:20Z' },
  })
})

test('audit logs tell what bots did here, and of other workspaces nothing', () => {
  expect(scanned.found('identity', appIds.notes)).toMatchObject({ facts: { actedAt: '2026-10-10T09:00:00Z' } })
  expect(scanned.found('identity', appIds.poll)).toMatchObject({ facts: { actedAt: null, auditedAt: null } })
  expect(scanned.found('identity', appIds.deploy)).toMatchObject({
    facts: { actedAt: { unknown: 'unsupported' }, auditedAt: '2026-08-01T09:00:00Z', internal: true },
  })
})

test('older integrations are told apart by what Slack calls them', () => {
  const kinds = scanned
    .all('identity', 'legacy-integration')
    .map(({ nativeId, enabled, facts }) => [nativeId, enabled, facts])
  expect(kinds).toMatchObject([
    ['4711', true, { legacyKind: 'incoming-webhook', channel: 'C0OPS' }],
    ['4712', false, { legacyKind: 'service', disabledFor: 'user' }],
    ['4713', true, { legacyKind: 'service' }],
  ])
})

test('Muster’s own tokens stand in the inventory, and its app is marked', () => {
  const own = scanned.all('credential', 'token').map(({ name }) => name)
  expect(own).toHaveLength(3)
  expect(scanned.found('identity', appIds.muster)).toMatchObject({ facts: { scanner: true } })
})

test('the manifest of an own app says that its tokens never end; those of others are shown to nobody', () => {
  expect(scanned.found('identity', appIds.deploy)).toMatchObject({
    facts: { tokenRotation: false, userScopes: ['search:read'] },
  })
  expect(scanned.found('identity', appIds.poll)).toMatchObject({ facts: { tokenRotation: null } })
})
