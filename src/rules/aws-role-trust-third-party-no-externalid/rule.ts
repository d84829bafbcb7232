import { z } from 'zod'
import { ownAccounts, trustedAccounts } from '../../analysis/effective/aws-accounts.ts'
import { accountInWords, vendorOf } from '../../analysis/effective/aws-vendor-accounts.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import { pinsExternalId, pinsOrganization } from '../../analysis/effective/aws-trust-scope.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-role-trust-third-party-no-externalid',
  title: 'Role trusts a third party without an external id',
  severity: 'high',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-role'],
  // The organisation is asked for only where it decides, and its gap is answered here.
  reads: ['aws.identities'],
  options: z.strictObject({
    ownAccounts: z
      .array(z.string().regex(/^\d{12}$/))
      .default([])
      .describe('Accounts that are yours although the organisation does not list them.'),
  }),
  messages: {
    noExternalId:
      'Role {role} can be assumed from account {accounts}, outside the organisation, without an external id.',
  },
  frameworks: controls('third-party', { 'owasp-nhi-2025': ['NHI3:2025', 'NHI4:2025'] }),
  remediation: (role) =>
    changeTrust(
      role,
      'Agree on an external id with the third party and demand it: "Condition": {"StringEquals": {"sts:ExternalId": "…"}}. Let the third party switch over before the condition is written.',
    ),
  check(role, { view, options }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const foreign = trusts.filter((trust) => trustedAccounts(trust).some((account) => !role.scope.endsWith(account)))
    if (foreign.length === 0) return undefined
    // A second factor shows that a person asks, whom nobody can send as a confused deputy.
    const bare = foreign.filter((trust) => !pinsExternalId(trust) && !pinsOrganization(trust) && !trust.secondFactor)
    if (bare.length === 0) return pass
    const own = ownAccounts(view)
    const isOwn = (account: string) => own.ids.has(account) || options.ownAccounts.includes(account)
    const strange = bare.flatMap(trustedAccounts).filter((account) => !isOwn(account))
    // A vendor's account is a third party's, whatever the organisation is.
    const third = own.hidden ? strange.filter((account) => vendorOf(account) !== undefined) : strange
    if (strange.length === 0) return pass
    if (own.hidden && third.length === 0) return unknownBecause(own.hidden, ['organizations:ListAccounts'])
    const accounts = [...new Set(third)].toSorted()
    const open = bare.filter((trust) => trustedAccounts(trust).some((account) => accounts.includes(account)))
    const statements = [...new Set(open.map((trust) => trust.via))]
    return fail('noExternalId', {
      values: { role: role.name, accounts: enumerated(accounts.map(accountInWords)) },
      evidence: trustEvidence(statements),
      data: { accounts, statements },
    })
  },
})
