import { testRule } from '../../../test/support/rule-tester.ts'
import {
  authorizedKey,
  deployKey,
  githubGap,
  repository,
  repositoryIdOf,
} from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'a key that may write',
      records: [deployKey({ id: '88', readOnly: false }), repository()],
      message: 'Deploy key "argocd" may push to acme/api.',
      severity: 'high',
      data: { repository: 'acme/api', archived: false },
      related: [repositoryIdOf('acme/api')],
      remediation: 'gh repo deploy-key delete 88 --repo acme/api',
    },
    {
      name: 'of an archived repository',
      records: [deployKey({ readOnly: false }), repository({ archived: true })],
      severity: 'low',
    },
  ],
  pass: [{ name: 'a key that may read', records: [deployKey()] }],
  unknown: [
    { name: 'nobody knows whether it works', records: [deployKey({ readOnly: false, enabled: unknown('failed') })] },
    { name: 'keys of a repository were not read', records: [deployKey(), githubGap({ step: 'deploy-keys' })] },
  ],
  notApplicable: [
    { name: 'a key that is switched off', records: [deployKey({ readOnly: false, enabled: false })] },
    { name: 'a key of a person', records: [authorizedKey()] },
  ],
})
