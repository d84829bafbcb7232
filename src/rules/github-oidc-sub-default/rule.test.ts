import {
  awsGap,
  bothScopes,
  doorRole,
  doorRoleId,
  githubOrganization,
  oidcSubject,
} from '../../../test/support/door-records.ts'
import { githubGap, repository } from '../../../test/support/github-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { rule } from './rule.ts'

const scopes = bothScopes
const api = repository({ name: 'acme/api', defaultBranch: 'main', createdAt: '2024-01-01T00:00:00Z', environments: [] })
const own = oidcSubject({ repository: 'acme/api' })
const acme = githubOrganization()

testRule(rule, {
  fail: [
    {
      name: 'a role goes by the repository, and nobody customized anything',
      scopes,
      records: [acme, oidcSubject(), api, own, doorRole({ sub: 'repo:acme/api:*' })],
      message:
        'Subjects of acme are not customized, and ci-deploy of AWS goes by the repository alone (any branch, pull requests and any environment).',
      severity: 'low',
      related: [doorRoleId()],
      remediation: 'gh api -X PUT orgs/acme/actions/oidc/customization/sub',
    },
    {
      name: 'roles go by the organization alone',
      scopes,
      records: [acme, oidcSubject(), doorRole({ sub: 'repo:acme/*' })],
      severity: 'medium',
    },
    {
      name: 'what GitHub itself makes of subjects is no customization',
      scopes,
      records: [acme, oidcSubject({ claimKeys: ['repo', 'context'] }), api, own, doorRole({ sub: 'repo:acme/api:*' })],
      severity: 'low',
    },
    {
      name: 'the form of the subjects was not read',
      scopes,
      records: [acme, githubGap({ step: 'oidc-subject' }), api, doorRole({ sub: 'repo:acme/api:*' })],
      confidence: 'possible',
    },
  ],
  pass: [
    {
      name: 'the organization customizes them',
      scopes,
      records: [
        acme,
        oidcSubject({ claimKeys: ['repo', 'context', 'job_workflow_ref'] }),
        api,
        own,
        doorRole({ sub: 'repo:acme/api:*' }),
      ],
    },
    { name: 'roles go by a branch', scopes, records: [acme, oidcSubject(), api, own, doorRole()] },
    {
      name: 'the repository customizes its own',
      scopes,
      records: [
        acme,
        oidcSubject(),
        api,
        oidcSubject({ repository: 'acme/api', useDefault: false, claimKeys: ['repo', 'context', 'job_workflow_ref'] }),
        doorRole({ sub: 'repo:acme/api:*' }),
      ],
    },
  ],
  unknown: [
    { name: 'roles were not read', scopes, records: [acme, oidcSubject(), api, own, awsGap('identities')] },
    { name: 'the form was not read', scopes, records: [acme, githubGap({ step: 'oidc-subject' }), api, doorRole()] },
  ],
  notApplicable: [
    { name: 'no account of AWS was read', records: [acme, oidcSubject(), api, own] },
    { name: 'no role trusts GitHub', scopes, records: [acme, oidcSubject(), api, own] },
  ],
})
