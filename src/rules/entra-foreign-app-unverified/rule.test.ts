import {
  azureGap,
  delegatedGrant,
  guidOf,
  managedIdentity,
  servicePrincipal,
} from '../../../test/support/azure-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const app = (more = {}) => servicePrincipal({ name: 'meeting-notes', origin: 'foreign', ...more })
const grant = (scopes: readonly string[], more = {}) => delegatedGrant({ holder: 'meeting-notes', scopes, ...more })
const ofOne = { consentType: 'Principal', principalId: guidOf('user mona') }

testRule(rule, {
  fail: [
    {
      name: 'for one user',
      records: [app(), grant(['openid', 'Mail.Read', 'Files.ReadWrite.All'], ofOne)],
      message:
        'meeting-notes, whose publisher nobody has verified, acts for 1 user with Files.ReadWrite.All and Mail.Read.',
      severity: 'medium',
      data: { scopes: ['Files.ReadWrite.All', 'Mail.Read'], everybody: false, users: 1 },
      remediation: '/oauth2PermissionGrants/',
    },
    {
      name: 'for everybody',
      records: [app(), grant(['Mail.Send']), grant(['Mail.Read'], ofOne)],
      message: 'meeting-notes, whose publisher nobody has verified, acts for everybody with Mail.Read and Mail.Send.',
      remediation: 'accountEnabled=false',
    },
  ],
  pass: [
    { name: 'a verified publisher', records: [app({ publisherVerified: true }), grant(['Mail.Read'])] },
    { name: 'no more than who signs in', records: [app(), grant(['openid', 'profile', 'email', 'User.Read'])] },
    { name: 'no consent at all', records: [app({ publisherVerified: unknown('failed') })] },
  ],
  unknown: [
    {
      name: 'whether it was verified was not read',
      records: [app({ publisherVerified: unknown('failed') }), grant(['Mail.Read'])],
    },
    { name: 'consents were not read', records: [app(), azureGap({ step: 'delegated-grants' })] },
  ],
  notApplicable: [
    { name: 'the tenant’s own', records: [servicePrincipal(), delegatedGrant({ scopes: ['Mail.Read'] })] },
    { name: 'Microsoft’s own', records: [app({ origin: 'microsoft' }), grant(['Mail.Read'])] },
    { name: 'switched off', records: [app({ enabled: false }), grant(['Mail.Read'])] },
    { name: 'a managed identity', records: [managedIdentity()] },
  ],
})
