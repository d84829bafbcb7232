import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, member } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const machine = (more = {}) =>
  member({ login: 'svc-deploy', class: 'machine', machineSigns: ['login svc-deploy'], ...more })

testRule(rule, {
  fail: [
    {
      name: 'an owner',
      records: [machine({ role: 'owner' })],
      message: 'Account svc-deploy of a machine is an owner of the organization.',
      severity: 'high',
      confidence: 'possible',
      data: { role: 'owner', signs: ['login svc-deploy'] },
      remediation: 'gh api -X PUT /orgs/acme/memberships/svc-deploy -f role=member',
    },
    {
      name: 'an owner that GitHub calls a bot',
      records: [machine({ role: 'owner', accountType: 'Bot' })],
      confidence: 'proven',
    },
    {
      name: 'an owner whose second factor is not known',
      records: [machine({ role: 'owner', twoFactor: unknown('denied') })],
    },
    {
      name: 'no second factor',
      records: [machine({ twoFactor: false })],
      message: 'Account svc-deploy of a machine has no second factor.',
      severity: 'medium',
      remediation: 'a second factor whose recovery codes',
    },
    { name: 'an agent’s', records: [machine({ class: 'ai', role: 'outside-collaborator', twoFactor: false })] },
  ],
  pass: [{ name: 'a member with a second factor', records: [machine()] }],
  unknown: [
    { name: 'nobody told of its second factor', records: [machine({ twoFactor: unknown('denied') })] },
    {
      name: 'some second factors were not read',
      records: [machine(), githubGap({ step: 'second-factors' })],
    },
    { name: 'some members were not read', records: [machine(), githubGap({ step: 'members' })] },
  ],
  notApplicable: [{ name: 'a person', records: [member({ role: 'owner', twoFactor: false })] }],
})
