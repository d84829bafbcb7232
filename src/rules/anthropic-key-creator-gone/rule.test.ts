import { anthropicGap, anthropicId, claudeKey, claudeUser } from '../../../test/support/anthropic-records.ts'
import { oktaScope } from '../../../test/support/okta-place.ts'
import { oktaGap, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const gone = { member: false, enabled: false, email: unknown('unsupported') }
const left = { status: 'DEPROVISIONED', statusChangedAt: '2026-02-02T09:00:00Z' }

testRule(rule, {
  fail: [
    {
      name: 'who is no member any more',
      records: [claudeKey(), claudeUser(gone)],
      message: 'Key shop in workspace Shop was made by user_ben, who is no member of the organization any more.',
      severity: 'high',
      related: [anthropicId('user', 'user_ben')],
      remediation: '/api_keys/apikey_shop',
    },
    {
      name: 'a member, but Okta knows better',
      records: [claudeKey(), claudeUser(), oktaUser({ name: 'ben', ...left })],
      scopes: [oktaScope()],
      message:
        'Key shop in workspace Shop was made by ben@acme.example, who has left: Okta organization acme.okta.com: ben@acme.example is deprovisioned since 2026-02-02.',
    },
    {
      name: 'whom it acts as left, whoever made it',
      records: [claudeKey({ by: 'ada', user: 'ben' }), claudeUser(gone), claudeUser({ name: 'ada' })],
      data: { person: 'user_ben' },
    },
    {
      name: 'nobody at all',
      records: [claudeKey({ by: null })],
      message: 'Key shop in workspace Shop acts as nobody, and nobody knows who made it.',
      severity: 'low',
    },
  ],
  pass: [
    { name: 'a member, and no directory was read', records: [claudeKey(), claudeUser()] },
    {
      name: 'a member whom Okta knows',
      records: [claudeKey(), claudeUser(), oktaUser({ name: 'ben' })],
      scopes: [oktaScope()],
    },
  ],
  unknown: [
    {
      name: 'the members were not read',
      records: [claudeKey(), claudeUser({ member: unknown('not-collected') }), anthropicGap({ step: 'people' })],
    },
    { name: 'nobody told who made it', records: [claudeKey({ createdBy: unknown('unsupported') }), claudeUser()] },
    { name: 'nobody told whom it acts as', records: [claudeKey({ by: null, principal: unknown('unsupported') })] },
    {
      name: 'Okta was read in part',
      records: [claudeKey(), claudeUser(), oktaGap({ step: 'people' })],
      scopes: [oktaScope()],
    },
  ],
  notApplicable: [
    { name: 'acts as a service account', records: [claudeKey({ account: 'shop-api' }), claudeUser(gone)] },
    {
      name: 'made by a service account',
      records: [claudeKey({ createdBy: { type: 'service-account', id: 'svac_ci' } })],
    },
    { name: 'switched off', records: [claudeKey({ status: 'inactive' }), claudeUser(gone)] },
  ],
})
