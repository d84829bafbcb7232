import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedKey, deployKey, githubGap, repositoryIdOf } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2024-11-21T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'two years old and in use',
      records: [deployKey({ createdAt: old })],
      message: 'Deploy key "argocd" of acme/api is 730 days old.',
      severity: 'medium',
      data: { days: 730, lastUsedOn: '2026-11-20', repository: 'acme/api' },
      remediation: 'gh repo deploy-key add ./deploy-key.pub --repo acme/api --title argocd',
      related: [repositoryIdOf('acme/api')],
    },
    {
      name: 'last used in spring',
      records: [deployKey({ createdAt: old, lastUsedAt: '2026-05-05T10:00:00Z' })],
      message: 'Deploy key "argocd" of acme/api was last used 200 days ago.',
      remediation: 'gh repo deploy-key delete 51 --repo acme/api',
    },
    {
      name: 'never used',
      records: [deployKey({ createdAt: '2026-10-22T10:00:00Z', lastUsedAt: null })],
      message: 'Deploy key "argocd" of acme/api is 30 days old and was never used.',
      data: { lastUsedOn: null },
    },
    { name: 'old, its use not known', records: [deployKey({ createdAt: old, lastUsedAt: unknown('failed') })] },
    {
      name: 'a limit of one’s own',
      records: [deployKey({ createdAt: '2026-08-01T00:00:00Z' })],
      options: { maxAgeDays: 90 },
    },
  ],
  pass: [
    { name: 'in use and of this year', records: [deployKey()] },
    { name: 'new', records: [deployKey({ createdAt: '2026-11-15T10:00:00Z', lastUsedAt: null })] },
  ],
  unknown: [
    { name: 'its use was not read', records: [deployKey({ lastUsedAt: unknown('denied') })] },
    { name: 'its age is not known', records: [deployKey({ createdAt: unknown('failed') })] },
    { name: 'never used, its age not known', records: [deployKey({ createdAt: unknown('failed'), lastUsedAt: null })] },
    { name: 'keys of a repository were not read', records: [deployKey(), githubGap({ step: 'deploy-keys' })] },
  ],
  notApplicable: [
    { name: 'a key that is switched off', records: [deployKey({ createdAt: old, enabled: false })] },
    { name: 'a key of a person', records: [authorizedKey()] },
  ],
})
