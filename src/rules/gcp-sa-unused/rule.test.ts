import {
  gcpApiKey,
  gcpGap,
  gcpGrant,
  gcpGroup,
  gcpHmacKey,
  gcpKey,
  gcpProject,
  gcpServiceAccount,
  gcpUniqueId,
  recently,
} from '../../../test/support/gcp-records.ts'
import { delegated, delegationGap, workspace } from '../../../test/support/gcp-workspace.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const email = 'deploy@acme-prod.iam.gserviceaccount.com'
const summer = '2026-06-01T10:00:00Z'
const asleep = gcpServiceAccount({ lastUsedAt: summer })
const roles = [gcpProject(), gcpGrant({ role: 'roles/storage.objectViewer' })]
const scopes = [workspace]

testRule(rule, {
  fail: [
    {
      name: 'last used in June, and reads objects',
      records: [asleep, ...roles],
      scopes,
      message: `${email} was last used 173 days ago, and still holds roles/storage.objectViewer.`,
      severity: 'medium',
      confidence: 'proven',
      data: { days: 173, used: true, privileged: false, scanner: false },
      remediation: `gcloud iam service-accounts disable ${email} --project=acme-prod`,
    },
    {
      name: 'never, in what was observed, and an editor',
      records: [gcpServiceAccount({ lastUsedAt: null }), gcpProject(), gcpGrant()],
      message: `${email} has not been used in 184 days, and still holds roles/editor.`,
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'what a Workspace delegates was read in part',
      records: [asleep, ...roles, delegationGap()],
      scopes,
      confidence: 'possible',
    },
    {
      name: 'it holds a role by a group',
      records: [
        asleep,
        gcpProject(),
        gcpGroup({ members: ['deploy'] }),
        gcpGrant({ to: 'group:deployers@acme.example', role: 'roles/viewer' }),
      ],
    },
    {
      name: 'nobody told when it was made, but it has an old key',
      records: [
        gcpServiceAccount({ lastUsedAt: null, createdAt: unknown('not-collected') }),
        gcpKey({ createdAt: '2026-07-01T10:00:00Z' }),
        ...roles,
      ],
      data: { days: 143, used: false },
    },
    {
      name: 'keys of its own that are over',
      records: [
        asleep,
        ...roles,
        gcpHmacKey({ enabled: false, state: 'INACTIVE' }),
        gcpApiKey({ boundTo: email, enabled: false }),
      ],
    },
  ],
  pass: [
    { name: 'used yesterday', records: [gcpServiceAccount({ lastUsedAt: recently }), ...roles] },
    {
      name: 'made last month',
      records: [gcpServiceAccount({ lastUsedAt: null, createdAt: '2026-10-20T10:00:00Z' }), ...roles],
    },
    { name: 'it holds nothing', records: [asleep] },
    { name: 'a limit of one’s own', records: [asleep, ...roles], options: { maxDays: 365 } },
    {
      name: 'in use, while policies were not read',
      records: [gcpServiceAccount({ lastUsedAt: recently }), gcpGap({ step: 'allow-policies' })],
    },
  ],
  unknown: [
    { name: 'its use was not read', records: [gcpServiceAccount(), ...roles, gcpGap({ step: 'account-activity' })] },
    { name: 'its last use is not known', records: [gcpServiceAccount({ lastUsedAt: unknown('failed') }), ...roles] },
    {
      name: 'what was observed is too short to tell',
      records: [gcpServiceAccount({ lastUsedAt: null, observedSince: '2026-10-01T00:00:00Z' }), ...roles],
    },
    {
      name: 'nobody told when it was made',
      records: [gcpServiceAccount({ lastUsedAt: null, createdAt: unknown('not-collected') }), ...roles],
    },
    {
      name: 'nobody told when it was made, and its key is young',
      records: [
        gcpServiceAccount({ lastUsedAt: null, createdAt: unknown('not-collected') }),
        gcpKey({ createdAt: '2026-11-01T10:00:00Z' }),
        ...roles,
      ],
    },
    { name: 'an API key speaks as it', records: [asleep, ...roles, gcpApiKey({ boundTo: email })] },
    { name: 'it has a key for Cloud Storage', records: [asleep, ...roles, gcpHmacKey()] },
    { name: 'API keys were not read', records: [asleep, ...roles, gcpGap({ step: 'api-keys' })] },
    { name: 'HMAC keys were not read', records: [asleep, ...roles, gcpGap({ step: 'hmac-keys' })] },
    { name: 'a Workspace delegates to it', records: [asleep, ...roles, delegated(gcpUniqueId(email))], scopes },
    { name: 'what it holds was not read', records: [asleep, gcpGap({ step: 'allow-policies' })] },
    {
      name: 'nobody told whether it is enabled',
      records: [gcpServiceAccount({ enabled: unknown('failed'), lastUsedAt: summer }), ...roles],
    },
  ],
  notApplicable: [{ name: 'disabled', records: [gcpServiceAccount({ enabled: false, lastUsedAt: summer }), ...roles] }],
})
