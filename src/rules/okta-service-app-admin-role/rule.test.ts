import { oktaApp, oktaGap, oktaGrant, oktaRole } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { oktaId } from '../../../test/support/okta-place.ts'
import { rule } from './rule.ts'

const manages = [oktaApp(), oktaGrant({ scope: 'okta.users.manage' })]
const reads = [oktaApp(), oktaGrant()]
const desk = (permissions: string[]) => oktaRole({ type: 'CUSTOM', label: 'Desk', permissions })

testRule(rule, {
  fail: [
    {
      name: 'super administrator',
      records: [...manages, oktaRole()],
      message: 'sync holds SUPER_ADMIN for all of the organization.',
      severity: 'high',
      related: [oktaId('admin-role', 'SUPER_ADMIN')],
      remediation: '/oauth2/v1/clients/0oasync/roles/ra-SUPER_ADMIN',
    },
    { name: 'administrator of every user', records: [...manages, oktaRole({ type: 'USER_ADMIN' })], severity: 'high' },
    {
      name: 'with scopes that only read',
      records: [...reads, oktaRole({ type: 'APP_ADMIN' })],
      message: 'sync holds APP_ADMIN for all of the organization, and only scopes that read.',
      severity: 'medium',
    },
    {
      name: 'with scopes that were not read',
      records: [oktaApp(), oktaRole(), oktaGap({ step: 'app-grants' })],
      severity: 'high',
      confidence: 'possible',
    },
    {
      name: 'a custom role that sets passwords',
      records: [...manages, desk(['okta.users.credentials.resetPassword', 'okta.users.read'])],
      message: 'sync holds the role "Desk" over a set of resources, and may okta.users.credentials.resetPassword.',
      severity: 'medium',
      confidence: 'possible',
    },
  ],
  pass: [
    { name: 'without a role', records: manages },
    { name: 'a role that only looks', records: [...reads, oktaRole({ type: 'READ_ONLY_ADMIN' })] },
    {
      name: 'a role that ends at two groups',
      records: [...manages, oktaRole({ type: 'USER_ADMIN', targets: ['00g1', '00g2'] })],
    },
    { name: 'a custom role that reads', records: [...manages, desk(['okta.users.read'])] },
  ],
  unknown: [
    {
      name: 'what it ends at was not read',
      records: [...manages, oktaRole({ type: 'APP_ADMIN', targets: { unknown: 'denied' } })],
    },
    {
      name: 'what a custom role permits was not read',
      records: [...manages, oktaRole({ type: 'CUSTOM', permissions: { unknown: 'denied' } })],
    },
    { name: 'a role that is newer than Muster', records: [...manages, oktaRole({ type: 'AGENT_ADMIN' })] },
    { name: 'roles were not read', records: [...manages, oktaGap({ step: 'app-roles' })] },
  ],
  notApplicable: [{ name: 'switched off', records: [oktaApp({ enabled: false }), oktaRole()] }],
})
