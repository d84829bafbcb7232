import { testRule } from '../../../test/support/rule-tester.ts'
import { app, appIdOf, appNumber, githubGap, ruleset } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const integration = { actor: 'Integration', actorId: appNumber('deploybot'), mode: 'always' }
const keys = { actor: 'DeployKey', actorId: null, mode: 'always' }

testRule(rule, {
  fail: [
    {
      name: 'an app and deploy keys',
      records: [ruleset({ bypass: [integration, keys], rulesetId: 42 }), app()],
      message: 'Ruleset "protect main" lets app deploybot and deploy keys that may write past, at any time.',
      severity: 'medium',
      data: { actors: ['app deploybot', 'deploy keys that may write'], level: 'organization' },
      related: [appIdOf('deploybot')],
      remediation: 'https://github.com/organizations/acme/settings/rules/42',
    },
    {
      name: 'an app that is not installed, without a trace',
      records: [ruleset({ bypass: [{ actor: 'Integration', actorId: 5, mode: 'exempt' }] })],
      message: 'Ruleset "protect main" lets app 5 past, at any time.',
    },
    {
      name: 'of a repository',
      records: [ruleset({ repository: 'acme/api', bypass: [keys], rulesetId: 43 })],
      remediation: 'https://github.com/acme/api/settings/rules/43',
    },
  ],
  pass: [
    { name: 'nobody', records: [ruleset()] },
    { name: 'an app, for pull requests', records: [ruleset({ bypass: [{ ...integration, mode: 'pull_request' }] })] },
    {
      name: 'people',
      records: [ruleset({ bypass: [{ actor: 'OrganizationAdmin', actorId: 1, mode: 'always' }] })],
    },
    { name: 'GitHub says none', records: [ruleset({ bypass: null })] },
  ],
  unknown: [
    { name: 'GitHub did not tell', records: [ruleset({ bypass: unknown('denied') })] },
    { name: 'nor of a repository’s', records: [ruleset({ repository: 'acme/api', bypass: unknown('denied') })] },
    { name: 'some were denied', records: [ruleset(), githubGap({ step: 'rulesets' })] },
  ],
  notApplicable: [
    { name: 'for tags', records: [ruleset({ target: 'tag', bypass: [keys] })] },
    { name: 'only tried out', records: [ruleset({ enforcement: 'evaluate', bypass: [keys] })] },
    { name: 'switched off', records: [ruleset({ enforcement: 'disabled', bypass: [keys] })] },
  ],
})
