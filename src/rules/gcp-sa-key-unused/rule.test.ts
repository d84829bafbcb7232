import {
  gcpAccountId,
  gcpGap,
  gcpGrant,
  gcpHmacKey,
  gcpKey,
  gcpProject,
  gcpServiceAccount,
  gcpUniqueId,
  recently,
} from '../../../test/support/gcp-records.ts'
import { delegated, workspace } from '../../../test/support/gcp-workspace.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const account = gcpServiceAccount()
const made = '2026-01-15T10:00:00Z'
const summer = '2026-06-01T10:00:00Z'
const clientId = gcpUniqueId('deploy@acme-prod.iam.gserviceaccount.com')
const scopes = [workspace]

testRule(rule, {
  fail: [
    {
      name: 'last used in June',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), account],
      scopes,
      message: 'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com was last used 173 days ago.',
      severity: 'medium',
      confidence: 'proven',
      data: { days: 173, used: true },
      related: [gcpAccountId('deploy')],
      remediation: 'gcloud iam service-accounts keys delete a1b2c3',
    },
    {
      name: 'never, in what was observed',
      records: [gcpKey({ createdAt: made, lastUsedAt: null }), account],
      message: 'Key a1b2c3 of deploy@acme-prod.iam.gserviceaccount.com has not been used in 184 days.',
      data: { days: 184, used: false },
    },
    {
      name: 'never since it was made',
      records: [gcpKey({ createdAt: '2026-08-01T10:00:00Z', lastUsedAt: null }), account],
      data: { days: 112 },
    },
    {
      name: 'no Workspace was read, for which it may be used unseen',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), account],
      confidence: 'possible',
    },
    {
      name: 'of an account that nothing can be delegated to',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), gcpServiceAccount({ oauth2ClientId: null })],
      confidence: 'proven',
    },
    {
      name: 'of an editor',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), account, gcpProject(), gcpGrant()],
      severity: 'high',
    },
    {
      name: 'a limit of one’s own',
      records: [gcpKey({ lastUsedAt: '2026-10-01T10:00:00Z' }), account],
      options: { maxDays: 30 },
    },
  ],
  pass: [
    { name: 'used yesterday', records: [gcpKey({ createdAt: made, lastUsedAt: recently }), account] },
    { name: 'made in September, and not used yet', records: [gcpKey({ lastUsedAt: null }), account] },
    {
      name: 'new, in a window that is shorter still',
      records: [gcpKey({ lastUsedAt: null, observedSince: '2026-11-01T00:00:00Z' }), account],
    },
  ],
  unknown: [
    {
      name: 'what was observed is too short to tell',
      records: [gcpKey({ createdAt: made, lastUsedAt: null, observedSince: '2026-09-21T10:00:00Z' }), account],
    },
    {
      name: 'a Workspace delegates to its account',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), account, delegated(clientId)],
      scopes,
    },
    {
      name: 'its use was not read',
      records: [gcpKey({ createdAt: made }), account, gcpGap({ step: 'key-activity', reason: 'unsupported' })],
    },
    {
      name: 'its last use is not known',
      records: [gcpKey({ createdAt: made, lastUsedAt: unknown('failed') }), account],
    },
    {
      name: 'nobody knows since when it is watched',
      records: [gcpKey({ createdAt: made, lastUsedAt: null, observedSince: unknown('failed') }), account],
    },
    {
      name: 'nobody told when it was made',
      records: [gcpKey({ createdAt: unknown('failed'), lastUsedAt: null }), account],
    },
    {
      name: 'its account was not read',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), gcpGap({ step: 'service-accounts' })],
    },
  ],
  notApplicable: [
    { name: 'disabled', records: [gcpKey({ createdAt: made, lastUsedAt: summer, enabled: false }), account] },
    {
      name: 'of a disabled account',
      records: [gcpKey({ createdAt: made, lastUsedAt: summer }), gcpServiceAccount({ enabled: false })],
    },
    { name: 'Google’s own', records: [gcpKey({ createdAt: made, managed: 'system', lastUsedAt: summer }), account] },
    { name: 'for Cloud Storage, whose use nobody sees', records: [gcpHmacKey({ createdAt: made }), account] },
  ],
})
