import { anthropicGap, claudeUser, claudeWorkspace } from '../../../test/support/anthropic-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const admins = (...names: readonly string[]) => names.map((name) => claudeUser({ name, role: 'admin' }))
const six = admins('ada', 'ben', 'cleo', 'dan', 'eve', 'finn')

testRule(rule, {
  fail: [
    {
      name: 'six administrators',
      records: six,
      message: 'The organization has 6 administrators: ada@acme.example, ben@acme.example and 4 more.',
      severity: 'medium',
      data: { admins: 6 },
    },
    {
      name: 'owners count, with a limit of one’s own',
      records: [claudeUser({ name: 'ada', role: 'primary_owner' }), claudeUser({ role: 'owner' })],
      options: { maxAdmins: 1 },
    },
  ],
  pass: [
    { name: 'two administrators', records: [...admins('ada', 'ben'), claudeUser({ name: 'cleo' })] },
    {
      name: 'who left administers nothing',
      records: [...admins('ada'), claudeUser({ role: 'admin', member: false })],
      options: { maxAdmins: 1 },
    },
  ],
  unknown: [
    {
      name: 'of a role that is newer than Muster there are too many',
      records: [...admins('ada'), claudeUser({ name: 'ben', role: 'steward' })],
      options: { maxAdmins: 1 },
    },
    { name: 'members were not read', records: [anthropicGap({ step: 'people' })] },
    {
      name: 'members were read in part',
      records: [...admins('ada'), anthropicGap({ step: 'people', reason: 'failed' })],
    },
  ],
  notApplicable: [{ name: 'nobody is there', records: [claudeWorkspace()] }],
})
