import { gcpFullName, gcpGap, gcpServiceAccount } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const project = gcpFullName('projects/acme-prod')
const editor = { role: 'roles/editor', resource: project, used: 12, total: 8000 }
const viewer = { role: 'roles/viewer', resource: project, used: 40, total: 3000 }
const writer = { role: 'roles/logging.logWriter', resource: project, used: 1, total: 2 }

testRule(rule, {
  fail: [
    {
      name: 'an editor that writes objects',
      records: [gcpServiceAccount({ insights: [editor, writer] })],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com needs 12 of the 8000 permissions of roles/editor on project acme-prod for what it did in 90 days.',
      severity: 'medium',
      data: { roles: [{ role: 'roles/editor', resource: project }] },
      remediation: 'gcloud recommender recommendations list --recommender=google.iam.policy.Recommender',
    },
    {
      name: 'two roles',
      records: [gcpServiceAccount({ insights: [viewer, editor] })],
      message:
        'deploy@acme-prod.iam.gserviceaccount.com needs 12 of the 8000 permissions of roles/editor on project acme-prod for what it did in 90 days, and few of one role more.',
      remediation: '--role=roles/viewer --condition=None',
    },
    {
      name: 'limits of one’s own',
      records: [gcpServiceAccount({ insights: [writer] })],
      options: { maxUnusedPercent: 20, minUnused: 1 },
    },
  ],
  pass: [
    { name: 'a role of two permissions', records: [gcpServiceAccount({ insights: [writer] })] },
    { name: 'most is used', records: [gcpServiceAccount({ insights: [{ ...viewer, used: 2900 }] })] },
    { name: 'the recommender says nothing of it', records: [gcpServiceAccount({ insights: [] })] },
  ],
  unknown: [
    { name: 'the recommender was not asked', records: [gcpServiceAccount()] },
    {
      name: 'no licence for it',
      records: [gcpServiceAccount(), gcpGap({ step: 'insights', reason: 'unlicensed' })],
    },
    { name: 'what it says was not read', records: [gcpServiceAccount({ insights: unknown('failed') })] },
    {
      name: 'nobody told whether it is enabled',
      records: [gcpServiceAccount({ enabled: unknown('failed'), insights: [editor] })],
    },
  ],
  notApplicable: [{ name: 'disabled', records: [gcpServiceAccount({ enabled: false, insights: [editor] })] }],
})
