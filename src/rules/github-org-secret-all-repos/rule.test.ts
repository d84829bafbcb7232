import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, repository, storedSecret } from '../../../test/support/github-records.ts'
import { rule } from './rule.ts'

const organization = (more = {}) => storedSecret({ level: 'organization', visibility: 'all', ...more })

testRule(rule, {
  fail: [
    {
      name: 'with a public repository',
      records: [organization(), repository({ name: 'acme/site', visibility: 'public' }), repository()],
      message: 'Secret NPM_TOKEN of the organization is open to every repository, public ones included.',
      severity: 'high',
      data: { store: 'actions', publicRepositories: 'some' },
      remediation: 'gh secret set NPM_TOKEN --org acme --visibility selected --repos "$REPOSITORIES"',
    },
    {
      name: 'without a public repository',
      records: [organization(), repository()],
      message: 'Secret NPM_TOKEN of the organization is open to every repository.',
      severity: 'medium',
    },
    {
      name: 'nobody knows of public repositories',
      records: [organization(), githubGap({ step: 'repositories' })],
      severity: 'high',
      data: { publicRepositories: 'unknown' },
    },
    { name: 'for Copilot’s agent', records: [organization({ store: 'agents' })], data: { store: 'agents' } },
  ],
  pass: [
    { name: 'chosen repositories', records: [organization({ visibility: 'selected' })] },
    { name: 'private repositories', records: [organization({ visibility: 'private' })] },
  ],
  unknown: [
    {
      name: 'secrets were denied',
      records: [organization({ visibility: 'selected' }), githubGap({ step: 'organization-secrets' })],
    },
  ],
  notApplicable: [
    { name: 'of a repository', records: [storedSecret()] },
    { name: 'no secret by its name', records: [organization({ name: 'SENTRY_ORG' })] },
  ],
})
