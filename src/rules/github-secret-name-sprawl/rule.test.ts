import { testRule } from '../../../test/support/rule-tester.ts'
import { githubGap, repositoryIdOf, storedSecret } from '../../../test/support/github-records.ts'
import { rule } from './rule.ts'

const within = (...repositories: string[]) =>
  repositories.map((repository) => storedSecret({ repository, name: 'SLACK_BOT_TOKEN' })).flat()

testRule(rule, {
  fail: [
    {
      name: 'three repositories',
      records: [within('acme/api', 'acme/app', 'acme/site')],
      message: 'Secret SLACK_BOT_TOKEN is kept in 3 repositories: acme/api, acme/app and acme/site.',
      severity: 'medium',
      confidence: 'possible',
      data: { name: 'SLACK_BOT_TOKEN', count: 3, repositories: ['acme/api', 'acme/app', 'acme/site'] },
      related: [repositoryIdOf('acme/site')],
      remediation: 'keep it once, as a secret of the organization',
    },
    {
      name: 'two, by a limit of one’s own',
      records: [within('acme/api', 'acme/app')],
      options: { minRepositories: 2 },
    },
  ],
  pass: [
    { name: 'two repositories', records: [within('acme/api', 'acme/app')] },
    {
      name: 'three environments of one repository',
      records: ['dev', 'test', 'prod'].map((environment) => storedSecret({ environment })),
    },
  ],
  unknown: [
    {
      name: 'secrets of a repository were denied',
      records: [within('acme/api'), githubGap({ step: 'repository-secrets' })],
    },
    { name: 'those of environments were', records: [within('acme/api'), githubGap({ step: 'environment-secrets' })] },
  ],
  notApplicable: [
    {
      name: 'told of another secret of the name already',
      records: [storedSecret({ repository: 'acme/site', name: 'SLACK_BOT_TOKEN' }), within('acme/api', 'acme/app')],
    },
    {
      name: 'no secret by its name',
      records: ['acme/api', 'acme/app', 'acme/site'].map((repository) =>
        storedSecret({ repository, name: 'AWS_REGION' }),
      ),
    },
    { name: 'of the organization', records: [storedSecret({ level: 'organization' })] },
  ],
})
