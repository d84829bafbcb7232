import { z } from 'zod'
import { ownAccounts, trustedAccounts } from '../../analysis/effective/aws-accounts.ts'
import { vendorOf } from '../../analysis/effective/aws-vendor-accounts.ts'
import type { Trust } from '../../analysis/effective/aws-trust.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { pinsOnlyByExternalId, pinsOrganization } from '../../analysis/effective/aws-trust-scope.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-role-trust-unknown-account',
  title: 'Role trusts an account that nobody has vouched for',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  // The organisation is asked for only where it decides, and its gap is answered here.
  reads: ['aws.identities'],
  options: z.strictObject({
    knownAccounts: z
      .array(z.string().regex(/^\d{12}$/))
      .default([])
      .describe('Accounts outside the organisation that may be trusted: vendors, partners, sister companies.'),
  }),
  messages: {
    unknownAccount:
      'Role {role} can be assumed from account {accounts}, which is neither of the organisation nor known.',
    anyAccount: 'Role {role} can be assumed from any account that names its external id, which is no secret.',
  },
  frameworks: controls('third-party'),
  remediation: (role) =>
    changeTrust(
      role,
      'Find out whose account it is. Take the statement away if nobody answers for it; otherwise add the account to knownAccounts.',
    ),
  check(role, { view, options }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const open = trusts.filter(takesAnyAccount)
    if (open.length > 0) {
      const statements = open.map((trust) => trust.via)
      return fail('anyAccount', {
        values: { role: role.name },
        evidence: trustEvidence(statements),
        data: { statements },
      })
    }
    const foreign = trusts.filter((trust) => trustedAccounts(trust).some((account) => !role.scope.endsWith(account)))
    if (foreign.length === 0) return undefined
    const named = foreign.filter((trust) => !pinsOrganization(trust)).flatMap(trustedAccounts)
    const vouched = (account: string) => options.knownAccounts.includes(account) || vendorOf(account) !== undefined
    const strange = named.filter((account) => !vouched(account) && !role.scope.endsWith(account))
    if (strange.length === 0) return pass
    const own = ownAccounts(view)
    const accounts = [...new Set(strange)].filter((account) => !own.ids.has(account)).toSorted()
    if (accounts.length === 0) return pass
    if (own.hidden) return unknownBecause(own.hidden, ['organizations:ListAccounts'])
    const theirs = foreign.filter((trust) => trustedAccounts(trust).some((account) => accounts.includes(account)))
    return fail('unknownAccount', {
      values: { role: role.name, accounts: enumerated(accounts) },
      evidence: trustEvidence(theirs.map((trust) => trust.via)),
      data: { accounts },
    })
  },
})

function takesAnyAccount(trust: Trust): boolean {
  return trust.principal.type === 'anyone' && pinsOnlyByExternalId(trust)
}
