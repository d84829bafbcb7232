import { testRule } from '../../../test/support/rule-tester.ts'
import { app, githubGap } from '../../../test/support/github-records.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

const longAgo = '2026-03-26T10:00:00Z'

testRule(rule, {
  fail: [
    {
      name: 'suspended in summer',
      records: [app({ suspendedAt: '2026-08-13T10:00:00Z' })],
      message: 'App deploybot was suspended 100 days ago and is still installed.',
      severity: 'low',
      confidence: 'proven',
      data: { days: 100 },
      remediation: 'https://github.com/organizations/acme/settings/installations/',
    },
    {
      name: 'silent and unchanged',
      records: [app({ updatedAt: longAgo, lastUsedAt: null })],
      message:
        'App deploybot has made no request since 2026-10-21, and its installation was last changed 240 days ago.',
      confidence: 'possible',
    },
    {
      name: 'silent, and installed long ago',
      records: [app({ updatedAt: unknown('unsupported'), createdAt: longAgo, lastUsedAt: null, observedSince: null })],
      data: { days: 240 },
    },
  ],
  pass: [
    { name: 'suspended yesterday', records: [app({ suspendedAt: '2026-11-20T10:00:00Z' })] },
    { name: 'at work', records: [app({ updatedAt: longAgo, lastUsedAt: '2026-11-20T10:00:00Z' })] },
    { name: 'changed lately', records: [app({ updatedAt: '2026-10-01T10:00:00Z', lastUsedAt: null })] },
    {
      name: 'changed lately, its use not read',
      records: [app({ updatedAt: '2026-10-01T10:00:00Z' }), githubGap({ step: 'app-usage' })],
    },
  ],
  unknown: [
    { name: 'its use was not read', records: [app({ updatedAt: longAgo }), githubGap({ step: 'app-usage' })] },
    { name: 'its use is not known', records: [app({ updatedAt: longAgo, lastUsedAt: unknown('unlicensed') })] },
    { name: 'nobody knows when it was changed', records: [app({ updatedAt: unknown('failed'), createdAt: null })] },
    { name: 'nobody knows whether it is suspended', records: [app({ suspendedAt: unknown('failed') })] },
  ],
  notApplicable: [{ name: 'an app of GitHub', records: [app({ publisher: 'github', lastUsedAt: null })] }],
})
