import { testRule } from '../../../test/support/rule-tester.ts'
import { app, githubGap } from '../../../test/support/github-records.ts'
import type { AiFacet } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const ai: AiFacet = { kind: 'agent', vendor: 'Cognition', models: [], confidence: 1, evidence: ['app 811515'] }
const devin = (more = {}) =>
  app({
    slug: 'devin-ai-integration',
    publisher: 'cognition-ai',
    class: 'ai',
    ai,
    permissions: { contents: 'write' },
    ...more,
  })

testRule(rule, {
  fail: [
    {
      name: 'an agent that writes code',
      records: [devin()],
      message: 'App devin-ai-integration lets Cognition write code to chosen repositories.',
      severity: 'high',
      confidence: 'proven',
      data: { vendor: 'Cognition', kind: 'agent', permissions: ['contents'] },
      remediation: 'Hold it to those repositories',
    },
    {
      name: 'a reviewer',
      records: [devin({ repositorySelection: 'all', permissions: { contents: 'read', pull_requests: 'write' } })],
      message: 'App devin-ai-integration gives Cognition access to every repository.',
      severity: 'info',
    },
    { name: 'one that sounds like it', records: [devin({ ai: { ...ai, confidence: 0.4 } })], confidence: 'possible' },
  ],
  pass: [
    { name: 'GitHub’s own', records: [devin({ publisher: 'github' })] },
    { name: 'an agent of one’s own', records: [devin({ publisher: null })] },
    { name: 'one that the organization publishes', records: [devin({ publisher: 'Acme' })] },
  ],
  unknown: [
    { name: 'nobody knows whose it is', records: [devin({ publisher: unknown('throttled') })] },
    { name: 'some apps were not read', records: [devin({ publisher: 'github' }), githubGap({ step: 'apps' })] },
  ],
  notApplicable: [
    { name: 'no AI', records: [app({ permissions: { contents: 'write' } })] },
    { name: 'suspended', records: [devin({ suspendedAt: '2026-11-01T00:00:00Z' })] },
  ],
})
