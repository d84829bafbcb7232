import { workspaceScope, workspaceUser } from '../../../test/support/gws-records.ts'
import { oktaScope } from '../../../test/support/okta-place.ts'
import { oktaGap, oktaUser } from '../../../test/support/okta-records.ts'
import {
  openaiAdminKey,
  openaiGap,
  openaiId,
  openaiKey,
  openaiUser,
  openaiUserId,
} from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const key = openaiKey({ user: 'ben' })
const ben = openaiUser()
const left = { status: 'DEPROVISIONED', statusChangedAt: '2026-02-02T09:00:00Z' }

testRule(rule, {
  fail: [
    {
      name: 'no member any more',
      records: [key, openaiUser({ member: false, enabled: false })],
      message: 'Key shop of project Shop belongs to ben@acme.example, who is no member of the organization any more.',
      severity: 'high',
      related: [openaiId('user', openaiUserId('ben'))],
      data: { owner: 'user-ben' },
      remediation: 'service account of the project',
    },
    {
      name: 'a member, but Okta knows better',
      records: [key, ben, oktaUser({ name: 'ben', ...left })],
      scopes: [oktaScope()],
      message:
        'Key shop of project Shop belongs to ben@acme.example, who has left: Okta organization acme.okta.com: ben@acme.example is deprovisioned since 2026-02-02.',
      severity: 'high',
    },
    {
      name: 'banned by OpenAI',
      records: [key, openaiUser({ enabled: false })],
      message: 'Key shop of project Shop belongs to ben@acme.example, whose account is disabled.',
    },
    {
      name: 'without access to the project',
      records: [openaiKey({ user: 'ben', ownerAccess: 'inactive' }), ben],
      message: 'Key shop of project Shop belongs to ben@acme.example, who may not use the project any more.',
      severity: 'medium',
    },
    {
      name: 'without an owner',
      records: [openaiKey({ user: null })],
      message: 'Key shop of project Shop belongs to nobody.',
      severity: 'medium',
    },
  ],
  pass: [
    { name: 'a member, and no directory was read', records: [key, ben] },
    { name: 'a member whom Okta knows', records: [key, ben, oktaUser({ name: 'ben' })], scopes: [oktaScope()] },
    { name: 'a member whom Workspace knows', records: [key, ben, workspaceUser()], scopes: [workspaceScope()] },
  ],
  unknown: [
    {
      name: 'the members were not read',
      records: [key, openaiUser({ member: unknown('not-collected') }), openaiGap({ step: 'people' })],
    },
    { name: 'nobody told who the owner is', records: [key, openaiGap({ step: 'people' })] },
    {
      name: 'Okta was read in part, and does not know them',
      records: [key, ben, oktaGap({ step: 'people', permission: 'okta.users.read' })],
      scopes: [oktaScope()],
    },
    {
      name: 'Okta has a status of tomorrow',
      records: [key, ben, oktaUser({ name: 'ben', status: 'A_STATUS_OF_TOMORROW' })],
      scopes: [oktaScope()],
    },
    { name: 'nobody told of an owner', records: [openaiKey({ user: null, owner: unknown('unsupported') })] },
    { name: 'nobody told of access', records: [openaiKey({ user: 'ben', ownerAccess: unknown('unsupported') }), ben] },
  ],
  notApplicable: [
    { name: 'of a service account', records: [openaiKey()] },
    { name: 'an admin key', records: [openaiAdminKey()] },
    { name: 'run out', records: [openaiKey({ user: 'ben', expiresAt: '2026-11-01T00:00:00Z' })] },
  ],
})
