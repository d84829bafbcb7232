import { testRule } from '../../../test/support/rule-tester.ts'
import { app, githubGap } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'members and the organization',
      records: [app({ permissions: { members: 'write', organization_administration: 'write', contents: 'read' } })],
      message: 'App deploybot may write members and organization_administration.',
      severity: 'high',
      data: { permissions: ['members', 'organization_administration'], repositories: 'selected', maker: 'third-party' },
      remediation: 'https://github.com/organizations/acme/settings/installations/',
    },
    {
      name: 'secrets and pipelines',
      records: [app({ permissions: { actions: 'write', secrets: 'write', workflows: 'write' } })],
      data: { permissions: ['secrets', 'actions', 'workflows'], repositories: 'selected', maker: 'third-party' },
    },
    {
      name: 'workflows, to update them',
      records: [app({ slug: 'renovate', permissions: { contents: 'write', workflows: 'write' } })],
      message: 'App renovate may write workflows.',
      severity: 'medium',
    },
    {
      name: 'nobody knows whose',
      records: [app({ publisher: unknown('failed'), permissions: { administration: 'write' } })],
    },
  ],
  pass: [
    { name: 'it only looks', records: [app({ permissions: { administration: 'read', members: 'read' } })] },
    { name: 'code and pull requests', records: [app({ permissions: { contents: 'write', pull_requests: 'write' } })] },
  ],
  unknown: [{ name: 'some apps were not read', records: [app(), githubGap({ step: 'apps' })] }],
  notApplicable: [
    {
      name: 'a suspended app',
      records: [app({ permissions: { administration: 'write' }, suspendedAt: '2026-11-01T00:00:00Z' })],
    },
    { name: 'an app of GitHub', records: [app({ permissions: { administration: 'write' }, publisher: 'github' })] },
  ],
})
