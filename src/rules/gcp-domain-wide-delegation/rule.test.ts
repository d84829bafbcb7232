import { gcpGap, gcpServiceAccount, gcpUniqueId } from '../../../test/support/gcp-records.ts'
import { delegated, delegationGap, delegationId, workspace } from '../../../test/support/gcp-workspace.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const account = gcpServiceAccount({ name: 'mailer' })
const clientId = gcpUniqueId('mailer@acme-prod.iam.gserviceaccount.com')
const scopes = [workspace]
const auth = 'https://www.googleapis.com/auth'

testRule(rule, {
  fail: [
    {
      name: 'reads everybody’s mail',
      records: [account, delegated(clientId, [`${auth}/gmail.readonly`, `${auth}/calendar.readonly`])],
      scopes,
      message: 'mailer@acme-prod.iam.gserviceaccount.com may act as any user of the Workspace, with gmail.readonly.',
      severity: 'critical',
      related: [delegationId(clientId)],
      remediation: `find the client ${clientId}`,
    },
    {
      name: 'administers the directory',
      records: [account, delegated(clientId, [`${auth}/admin.directory.user`])],
      scopes,
      severity: 'critical',
    },
    {
      name: 'reads calendars',
      records: [account, delegated(clientId, [`${auth}/calendar.readonly`])],
      scopes,
      message: 'mailer@acme-prod.iam.gserviceaccount.com may act as any user of the Workspace, for calendar.readonly.',
      severity: 'high',
    },
    {
      name: 'found, while older delegations were not read',
      records: [account, delegated(clientId), delegationGap()],
      scopes,
      severity: 'critical',
    },
  ],
  pass: [{ name: 'the Workspace delegates to others alone', records: [account, delegated('123')], scopes }],
  unknown: [
    { name: 'no Workspace was read', records: [account] },
    { name: 'the Workspace was read in part', records: [account, delegated('123'), delegationGap()], scopes },
    { name: 'the log was denied', records: [account, delegationGap('denied')], scopes },
    { name: 'nobody told its client id', records: [gcpServiceAccount({ oauth2ClientId: unknown('failed') })], scopes },
    { name: 'nobody told whether it is enabled', records: [gcpServiceAccount({ enabled: unknown('failed') })], scopes },
    { name: 'accounts were read in part', records: [account, gcpGap({ step: 'service-accounts' })], scopes },
  ],
  notApplicable: [
    { name: 'it has no client id', records: [gcpServiceAccount({ oauth2ClientId: null })] },
    { name: 'disabled', records: [gcpServiceAccount({ name: 'mailer', enabled: false }), delegated(clientId)], scopes },
  ],
})
