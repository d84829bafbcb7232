import { testRule } from '../../../test/support/rule-tester.ts'
import { app, githubGap } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const everywhere = (permissions: { [name: string]: string }, more = {}) =>
  app({ repositorySelection: 'all', permissions, ...more })

testRule(rule, {
  fail: [
    {
      name: 'code and secrets',
      records: [everywhere({ contents: 'write', secrets: 'write', checks: 'write' }, { installationId: 4242 })],
      message: 'App deploybot may write contents and secrets of every repository.',
      severity: 'high',
      data: { permissions: ['contents', 'secrets'], maker: 'third-party' },
      remediation: 'https://github.com/organizations/acme/settings/installations/4242',
    },
    {
      name: 'code to read',
      records: [everywhere({ contents: 'read' })],
      message: 'App deploybot reaches every repository.',
      severity: 'medium',
    },
    { name: 'one’s own', records: [everywhere({ contents: 'read' }, { publisher: null })], data: { maker: 'own' } },
    { name: 'nobody knows whose', records: [everywhere({ contents: 'read' }, { publisher: unknown('throttled') })] },
  ],
  pass: [
    { name: 'some repositories', records: [app({ permissions: { contents: 'write' } })] },
    { name: 'nothing but names', records: [everywhere({ metadata: 'read' })] },
    { name: 'the organization alone', records: [everywhere({ members: 'read', organization_hooks: 'write' })] },
  ],
  unknown: [{ name: 'some apps were not read', records: [app(), githubGap({ step: 'apps' })] }],
  notApplicable: [
    { name: 'a suspended app', records: [everywhere({ contents: 'write' }, { suspendedAt: '2026-11-01T00:00:00Z' })] },
    { name: 'an app of GitHub', records: [everywhere({ contents: 'write' }, { publisher: 'github' })] },
  ],
})
