import { testRule } from '../../../test/support/rule-tester.ts'
import {
  environment,
  githubGap,
  repository,
  repositoryIdOf,
  storedSecret,
  workflow,
} from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const held = (name = 'production') => storedSecret({ name: 'DB_PASSWORD', environment: name })

testRule(rule, {
  fail: [
    {
      name: 'with a secret',
      records: [environment(), held(), repository()],
      message: 'Environment production of acme/api gives 1 secret to every branch, without a review.',
      severity: 'high',
      data: { secrets: ['DB_PASSWORD'], workflows: [] },
      related: [repositoryIdOf('acme/api')],
      remediation: 'gh api -X PUT /repos/acme/api/environments/production -F',
    },
    {
      name: 'with OIDC tokens in its name',
      records: [environment(), workflow({ jobs: [{ idToken: true, environment: 'Production' }] })],
      message: 'Environment production of acme/api gives OIDC tokens in its name to every branch, without a review.',
    },
    {
      name: 'a pattern that lets everything in',
      records: [environment({ branches: 'custom', branchPatterns: ['*/*', 'main'] }), held()],
    },
    {
      name: 'one to try things out in',
      records: [environment({ name: 'preview-eu' }), held('preview-eu')],
      severity: 'medium',
    },
    {
      name: 'of an archived repository',
      records: [environment(), held(), repository({ archived: true })],
      severity: 'low',
    },
  ],
  pass: [
    { name: 'reviewers', records: [environment({ reviewers: 2 }), held()] },
    { name: 'protected branches', records: [environment({ branches: 'protected' }), held()] },
    {
      name: 'branches by name',
      records: [environment({ branches: 'custom', branchPatterns: ['main', 'release/*'] }), held()],
    },
    {
      name: 'reviewers, its branches not read',
      records: [environment({ reviewers: 1, branches: unknown('failed') }), held()],
    },
  ],
  unknown: [
    { name: 'its reviewers were not read', records: [environment({ reviewers: unknown('denied') }), held()] },
    {
      name: 'the names of its branches were not read',
      records: [environment({ branches: 'custom', branchPatterns: unknown('not-collected') }), held()],
    },
    { name: 'its secrets were denied', records: [environment(), githubGap({ step: 'environment-secrets' })] },
    { name: 'workflows were not read', records: [environment(), githubGap({ step: 'workflows' })] },
    {
      name: 'environments of some repository were denied',
      records: [environment({ reviewers: 2 }), held(), githubGap({ step: 'environments' })],
    },
  ],
  notApplicable: [
    { name: 'nothing in it', records: [environment(), held('staging')] },
    {
      name: 'a job without tokens',
      records: [environment(), workflow({ jobs: [{ environment: 'production' }] })],
    },
  ],
})
