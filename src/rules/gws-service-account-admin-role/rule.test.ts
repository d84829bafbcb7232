import {
  adminAccount,
  adminAssignment,
  adminRole,
  workspaceGap,
  workspaceScope,
} from '../../../test/support/gws-records.ts'
import { gcpAccountId, gcpEmail, gcpScope, gcpServiceAccount, gcpUniqueId } from '../../../test/support/gcp-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const cloud = gcpServiceAccount({ name: 'sync' })
const number = gcpUniqueId(gcpEmail('sync'))
const readers = adminRole({ name: 'Readers', privileges: ['USERS_RETRIEVE', 'GROUPS_RETRIEVE', 'REPORTS_ACCESS'] })

testRule(rule, {
  fail: [
    {
      name: 'manages users',
      records: [adminAccount(), adminAssignment(), adminRole()],
      message: 'The service account sync administers by User Management, which lets it change USERS_ALL.',
      severity: 'high',
      data: { superAdmin: false, everywhere: true },
      remediation: '/roleassignments/sync-User',
    },
    {
      name: 'a super administrator',
      records: [
        adminAccount(),
        adminAssignment({ role: '_SEED_ADMIN_ROLE' }),
        adminRole({ name: '_SEED_ADMIN_ROLE', superAdmin: true, privileges: [] }),
      ],
      message: 'The service account sync is a super administrator, by _SEED_ADMIN_ROLE.',
      severity: 'critical',
    },
    {
      name: 'over one organizational unit',
      records: [adminAccount(), adminAssignment({ scope: 'ou1' }), adminRole()],
      severity: 'medium',
    },
    {
      name: 'by a group',
      records: [adminAccount({ group: 'helpers' }), adminAssignment({ group: 'helpers' }), adminRole()],
      severity: 'high',
      data: { throughGroup: true },
      remediation: 'out of the group',
    },
    {
      name: 'one that Google Cloud knows by its number',
      records: [adminAccount({ uniqueId: number }), adminAssignment(), adminRole(), cloud],
      scopes: [workspaceScope(), gcpScope()],
      message:
        'The service account sync@acme-prod.iam.gserviceaccount.com administers by User Management, which lets it change USERS_ALL.',
      related: [gcpAccountId('sync')],
    },
    {
      name: 'a privilege that nobody knows',
      records: [
        adminAccount(),
        adminAssignment({ role: 'New' }),
        adminRole({ name: 'New', privileges: ['SOMETHING_NEW'] }),
      ],
    },
  ],
  pass: [{ name: 'a role that only reads', records: [adminAccount(), adminAssignment({ role: 'Readers' }), readers] }],
  unknown: [
    {
      name: 'members of some group were not read',
      records: [adminAccount(), adminAssignment({ role: 'Readers' }), readers, workspaceGap({ step: 'admin-roles' })],
    },
  ],
  notApplicable: [
    { name: 'it holds nothing', records: [adminAccount()] },
    {
      name: 'Google Cloud has it disabled',
      records: [
        adminAccount({ uniqueId: number }),
        adminAssignment(),
        adminRole(),
        gcpServiceAccount({ name: 'sync', enabled: false }),
      ],
      scopes: [workspaceScope(), gcpScope()],
    },
  ],
})
