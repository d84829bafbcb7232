import { counted } from '../../analysis/time.ts'
import { credentialsOf } from '../../analysis/credentials.ts'
import { accountOf, rootFacts } from '../../analysis/effective/aws-facts.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'aws-root-access-key',
  title: 'Root user has an active access key',
  severity: 'critical',
  provider: 'aws',
  subject: 'identity',
  kinds: ['root'],
  reads: ['aws.credential-report'],
  messages: { active: 'Root user of account {account} has {keys}.' },
  frameworks: controls('long-lived-secret', {
    'owasp-nhi-2025': ['NHI7:2025', 'NHI5:2025'],
    'nist-800-53-r5': ['IA-5', 'AC-6(5)'],
    'cis-aws-7.0.0': ['2.4'],
  }),
  remediation: (root) => [
    {
      text: `Find what uses the key: look for the root user's access key in CloudTrail, and give that workload a role of account ${accountOf(root)}.`,
    },
    {
      text: 'Sign in as the root user and deactivate the key under Security credentials; delete it once nothing has missed it.',
    },
    {
      text: 'Check that none is left.',
      command: 'aws iam get-account-summary --query SummaryMap.AccountAccessKeysPresent',
    },
  ],
  check(root, { view }) {
    const keys = credentialsOf(root, view, 'access-key')
    const active = keys.filter((key) => key.enabled === true)
    const { accessKeysPresent } = rootFacts(root)
    if (active.length > 0 || (accessKeysPresent === true && keys.length === 0)) {
      return fail('active', {
        values: { account: accountOf(root), keys: counted(Math.max(active.length, 1), 'active access key') },
        evidence:
          active.length > 0
            ? read('iam:GetCredentialReport', 'row of the root user')
            : read('iam:GetAccountSummary', 'AccountAccessKeysPresent'),
        related: active.map((key) => key.id),
        data: { activeKeys: Math.max(active.length, 1) },
      })
    }
    const unread = keys.find((key) => isUnknown(key.enabled))
    return unread ? unknownBecause(becauseOf(unread.enabled), ['iam:GetCredentialReport']) : pass
  },
})
