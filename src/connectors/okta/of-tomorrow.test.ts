/** Words that Okta does not have yet: nothing stops, and none of them passes for one that is known. */
import { expect, test } from 'vitest'
import { everything, musterApp } from '../../../test/support/okta-everything.ts'
import { scanOkta } from '../../../test/support/okta-scan.ts'
import { grantRow, hookRow, oidcRow, secretRow, swaRow, userRow } from '../../../fixtures/servers/okta/rows.ts'

const { users, apps, secrets, grants, eventHooks, ...rest } = everything()
const estate = {
  ...rest,
  users: [...users, userRow('00unew', { login: 'new@acme.example', status: 'DELEGATED' })],
  apps: [
    ...apps,
    oidcRow('0oanew', { label: 'New', status: 'PAUSED', auth: 'client_secret_post' }),
    { ...swaRow('0oaway', 'New way', 'EDIT_PASSWORD_ONLY'), signOnMode: 'PASSKEY_RELAY' },
    { ...swaRow('0oabare', 'Bare', 'EDIT_PASSWORD_ONLY'), signOnMode: 'OPENID_CONNECT' },
  ],
  secrets: { ...secrets, '0oanew': [secretRow('ocsnew', '2024-01-01', 'RETIRING')] },
  grants: { ...grants, '0oanew': [grantRow('oagnew', 'okta.users.manage', '00uada', 'PENDING')] },
  eventHooks: [
    ...eventHooks,
    { ...hookRow('whonew', { name: 'New', host: 'new.acme.example' }), verificationStatus: 'EXPIRED', status: 'MUTED' },
    {
      ...hookRow('whoway', { name: 'Way', host: 'way.acme.example' }),
      channel: { type: 'QUEUE', config: { uri: 'https://way.acme.example/q' } },
    },
  ],
}

test('they are told as not known', async () => {
  const { collected, found, view, gaps } = await scanOkta({ estate })
  expect(collected.bugs).toEqual([])
  expect(found('identity', 'new@acme.example')).toMatchObject({ enabled: { unknown: 'failed' } })
  expect(found('identity', '0oanew')).toMatchObject({ enabled: { unknown: 'failed' } })
  expect(found('credential', 'ocsnew')).toMatchObject({ enabled: { unknown: 'failed' } })
  expect(found('resource', '0oaway')).toMatchObject({ kind: 'swa-app', facts: { signOnMode: 'PASSKEY_RELAY' } })
  expect(found('resource', 'whonew')).toMatchObject({ facts: { active: true, verified: { unknown: 'failed' } } })
  expect(found('resource', 'whoway')).toMatchObject({ facts: { authentication: { unknown: 'failed' } } })
  const scopes = view('okta:organization:00oeverything')
    .edgesFrom('okta:00oeverything:service-app:0oanew', 'grants')
    .map(({ to }) => to)
  expect(scopes).toEqual(['okta:00oeverything:api-scope:okta.users.manage'])
  // One that speaks OpenID Connect without a client can be nothing that is known, and is said.
  expect(gaps.map(({ detail }) => detail)).toEqual([expect.stringContaining('0oabare')])
  expect(found('identity', musterApp)).toMatchObject({ enabled: true })
})
