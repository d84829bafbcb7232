import { openaiGap, openaiGroup, openaiUser } from '../../../test/support/openai-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const owners = (...names: readonly string[]) => names.map((name) => openaiUser({ name, role: 'owner' }))
const two = owners('ada', 'ben')

testRule(rule, {
  fail: [
    {
      name: 'six owners',
      records: owners('ada', 'ben', 'cleo', 'dan', 'eve', 'finn'),
      message: 'The organization has 6 owners: ada@acme.example, ben@acme.example and 4 more.',
      severity: 'medium',
      data: { owners: 6 },
    },
    {
      name: 'a role that writes, for everybody',
      records: [...two, openaiGroup({ members: 140 })],
      message: 'Group Platform has 140 members, and its role Platform role writes in the whole organization.',
    },
    { name: 'limits of one’s own', records: two, options: { maxOwners: 1 } },
  ],
  pass: [
    { name: 'two owners, and a group of a few', records: [...two, openaiGroup()] },
    {
      name: 'a broad group that reads',
      records: [...two, openaiGroup({ members: 140, permissions: ['api.management.read'] })],
    },
    {
      name: 'who is disabled owns nothing',
      records: [...two, openaiUser({ name: 'cleo', role: 'owner', enabled: false })],
      options: { maxOwners: 2 },
    },
  ],
  unknown: [
    { name: 'members were not read', records: [openaiGap({ step: 'people' })] },
    { name: 'nobody counted the group', records: [...two, openaiGroup({ members: unknown('denied') })] },
    { name: 'roles were not read', records: [...two, openaiGap({ step: 'roles' })] },
  ],
  notApplicable: [{ name: 'nobody owns anything', records: [openaiGroup({ members: 1, permissions: [] })] }],
})
