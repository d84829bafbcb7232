import { testRule } from '../../../test/support/rule-tester.ts'
import { environment, githubGap, repositoryIdOf, storedSecret } from '../../../test/support/github-records.ts'
import { workflow } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const old = '2025-07-09T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'of a repository',
      records: [storedSecret({ updatedAt: old }), workflow({ jobs: [{ secrets: ['NPM_TOKEN'] }] })],
      message: 'Secret NPM_TOKEN of acme/api was last changed 500 days ago.',
      severity: 'medium',
      data: { days: 500, lastChangedOn: '2025-07-09', store: 'actions', level: 'repository' },
      related: [repositoryIdOf('acme/api')],
      remediation: 'gh secret set NPM_TOKEN --repo acme/api',
    },
    {
      name: 'of the organization',
      records: [storedSecret({ level: 'organization', store: 'dependabot', updatedAt: old })],
      message: 'Secret NPM_TOKEN of the organization (dependabot) was last changed 500 days ago.',
      remediation: 'gh secret delete NPM_TOKEN --org acme --app dependabot',
    },
    {
      name: 'of an environment',
      records: [storedSecret({ environment: 'production', updatedAt: old }), environment()],
      message: 'Secret NPM_TOKEN of environment production of acme/api was last changed 500 days ago.',
      remediation: 'gh secret set NPM_TOKEN --repo acme/api --env production',
    },
    {
      name: 'a limit of one’s own',
      records: [storedSecret({ updatedAt: '2026-06-01T00:00:00Z' })],
      options: { maxDays: 90 },
    },
  ],
  pass: [{ name: 'changed yesterday', records: [storedSecret()] }],
  unknown: [
    { name: 'nobody told when', records: [storedSecret({ updatedAt: unknown('failed') })] },
    {
      name: 'nobody told when, of another store',
      records: [storedSecret({ level: 'organization', store: 'agents', updatedAt: unknown('failed') })],
    },
    {
      name: 'secrets of a repository were denied',
      records: [storedSecret(), githubGap({ step: 'repository-secrets' })],
    },
    { name: 'the organization’s were', records: [storedSecret(), githubGap({ step: 'organization-secrets' })] },
    { name: 'those of environments were', records: [storedSecret(), githubGap({ step: 'environment-secrets' })] },
  ],
  notApplicable: [{ name: 'no secret by its name', records: [storedSecret({ name: 'AWS_REGION', updatedAt: old })] }],
})
