import { testRule } from '../../../test/support/rule-tester.ts'
import { authorizedToken, fineGrainedToken, githubGap } from '../../../test/support/github-records.ts'
import { rule } from './rule.ts'

const may = (repository: { [name: string]: string }, repositorySelection = 'all') =>
  fineGrainedToken({ repositorySelection, permissions: { organization: {}, repository, other: {} } })

testRule(rule, {
  fail: [
    {
      name: 'code and workflows',
      records: [may({ contents: 'write', workflows: 'write', issues: 'write' })],
      message: 'Fine-grained token "release" of mona may write contents and workflows of every repository.',
      severity: 'high',
      data: { permissions: ['contents', 'workflows'] },
      remediation: 'make a token for the repositories and permissions',
    },
    { name: 'secrets', records: [may({ secrets: 'write' })] },
  ],
  pass: [
    { name: 'all repositories to read', records: [may({ contents: 'read' })] },
    { name: 'issues of all', records: [may({ issues: 'write', pull_requests: 'write' })] },
    { name: 'code of some', records: [may({ contents: 'write' }, 'subset')] },
    { name: 'no repository at all', records: [may({ contents: 'write' }, 'none')] },
  ],
  unknown: [{ name: 'some tokens were not read', records: [may({}), githubGap({ step: 'tokens' })] }],
  notApplicable: [
    { name: 'a classic token', records: [authorizedToken()] },
    {
      name: 'one that is over',
      records: [fineGrainedToken({ expired: true, repositorySelection: 'all' })],
    },
  ],
})
