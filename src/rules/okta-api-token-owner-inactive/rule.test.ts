import { oktaGap, oktaSecret, oktaToken, oktaUser } from '../../../test/support/okta-records.ts'
import { testRule } from '../../../test/support/rule-tester.ts'
import { oktaId, oktaUserId } from '../../../test/support/okta-place.ts'
import { unknown } from '../../model/index.ts'
import { rule } from './rule.ts'

testRule(rule, {
  fail: [
    {
      name: 'of somebody who is suspended',
      records: [oktaToken(), oktaUser({ status: 'SUSPENDED', statusChangedAt: '2026-10-01T08:00:00Z' })],
      message: 'API token "ci" belongs to mona@acme.example, whose account is suspended since 2026-10-01.',
      severity: 'high',
      related: [oktaId('user', oktaUserId('mona'))],
      remediation: '/api/v1/api-tokens/00Tci',
    },
    {
      name: 'of somebody who left, nobody knows when',
      records: [oktaToken(), oktaUser({ status: 'DEPROVISIONED', statusChangedAt: unknown('unsupported') })],
      message: 'API token "ci" belongs to mona@acme.example, whose account is deprovisioned.',
    },
  ],
  pass: [
    { name: 'of somebody who is there', records: [oktaToken(), oktaUser()] },
    { name: 'of somebody who forgot the password', records: [oktaToken(), oktaUser({ status: 'LOCKED_OUT' })] },
  ],
  unknown: [
    {
      name: 'of somebody whose state is newer than Muster',
      records: [oktaToken(), oktaUser({ status: 'DELEGATED', enabled: unknown('failed') })],
    },
    { name: 'people were not read', records: [oktaToken(), oktaGap({ step: 'people' })] },
    { name: 'its owner is not among them', records: [oktaToken()] },
  ],
  notApplicable: [{ name: 'another credential', records: [oktaSecret()] }],
})
