import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedKey, deployKey, githubGap, member, repositoryIdOf } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'nobody of that name',
      records: [deployKey({ addedBy: 'lisa' }), member()],
      message: 'Deploy key "argocd" of acme/api was added by lisa, who has left the organization.',
      severity: 'medium',
      data: { addedBy: 'lisa', readOnly: true },
      related: [repositoryIdOf('acme/api')],
      remediation: 'gh repo deploy-key delete 51 --repo acme/api',
    },
  ],
  pass: [
    { name: 'a member', records: [deployKey(), member()] },
    { name: 'a member, otherwise written', records: [deployKey({ addedBy: 'Mona' }), member()] },
    { name: 'an outside collaborator', records: [deployKey(), member({ role: 'outside-collaborator' })] },
  ],
  unknown: [
    { name: 'members were not read', records: [deployKey(), githubGap({ step: 'members' })] },
    { name: 'nobody told who added it', records: [deployKey({ addedBy: unknown('unsupported') }), member()] },
  ],
  notApplicable: [
    { name: 'GitHub names nobody', records: [deployKey({ addedBy: null }), member()] },
    { name: 'an app added it', records: [deployKey({ addedBy: 'flux-installer[bot]' }), member()] },
    { name: 'a key that is switched off', records: [deployKey({ addedBy: 'lisa', enabled: false }), member()] },
    { name: 'a key of a person', records: [authorizedKey(), member()] },
  ],
})
