import { z } from 'zod'
import { ownAccounts } from '../../analysis/effective/aws-accounts.ts'
import { accountOf } from '../../analysis/effective/aws-facts.ts'
import { namesItsSource } from '../../analysis/effective/aws-service-sources.ts'
import type { Trust } from '../../analysis/effective/aws-trust.ts'
import { isCustomerRole, trustsOf } from '../../analysis/effective/aws-trust.ts'
import {
  pinsExternalId,
  pinsOrganization,
  pinsSource,
  strangeSources,
} from '../../analysis/effective/aws-trust-scope.ts'
import { vendorOf } from '../../analysis/effective/aws-vendor-accounts.ts'
import type { Identity } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import { isUnknown } from '../../model/index.ts'
import type { Outcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { trustEvidence } from '../shared/evidence.ts'
import { changeTrust, enumerated } from '../shared/aws-trust.ts'

export const rule = defineRule({
  id: 'aws-role-confused-deputy',
  title: 'Role lets an AWS service in on behalf of anyone',
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
      .describe('Accounts outside the organisation on whose behalf services may act: partners, sister companies.'),
  }),
  messages: {
    anySource: 'Role {role} lets {services} in without asking on whose behalf.',
    strangeSource:
      'Role {role} lets {services} in on behalf of account {accounts}, which is neither of the organisation nor known.',
  },
  frameworks: controls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'], 'cis-aws-7.0.0': [] }),
  remediation: (role) =>
    changeTrust(
      role,
      `Hold the service to this account: "Condition": {"StringEquals": {"aws:SourceAccount": "${accountOf(role)}"}}, and to the resource by ArnLike aws:SourceArn where its ARN is known. Try it where a failure does no harm first.`,
    ),
  check(role, { view, options }) {
    if (!isCustomerRole(role)) return undefined
    const trusts = trustsOf(role)
    if (isUnknown(trusts)) return unknownBecause(trusts.unknown, ['iam:GetAccountAuthorizationDetails'])
    const named = trusts.flatMap((trust) =>
      trust.principal.type === 'service' && namesItsSource(trust.principal.service)
        ? [{ trust, service: trust.principal.service }]
        : [],
    )
    if (named.length === 0) return undefined
    const open = named.filter(({ trust }) => !pinsSource(trust) && !pinsExternalId(trust) && !pinsOrganization(trust))
    if (open.length === 0) {
      const known = [accountOf(role), ...options.knownAccounts]
      const vouched = (account: string) => known.includes(account) || vendorOf(account) !== undefined
      return onBehalfOfStrangers(role, named, vouched, view)
    }
    const services = [...new Set(open.map(({ service }) => service))].toSorted()
    return fail('anySource', {
      values: { role: role.name, services: enumerated(services) },
      evidence: trustEvidence(open.map(({ trust }) => trust.via)),
      data: { services, statements: [...new Set(open.map(({ trust }) => trust.via))] },
    })
  },
})

interface Named {
  readonly trust: Trust
  readonly service: string
}

function onBehalfOfStrangers(
  role: Identity,
  named: readonly Named[],
  vouched: (account: string) => boolean,
  view: View,
): Outcome<'strangeSource'> {
  if (named.every(({ trust }) => strangeSources(trust, vouched).length === 0)) return pass
  const own = ownAccounts(view)
  const sources = named
    .map((each) => ({ ...each, accounts: strangeSources(each.trust, (id) => vouched(id) || own.ids.has(id)) }))
    .filter(({ accounts }) => accounts.length > 0)
  if (sources.length === 0) return pass
  if (own.hidden) return unknownBecause(own.hidden, ['organizations:ListAccounts'])
  const services = [...new Set(sources.map(({ service }) => service))].toSorted()
  const accounts = [...new Set(sources.flatMap((source) => source.accounts))].toSorted()
  const statements = [...new Set(sources.map(({ trust }) => trust.via))]
  return fail('strangeSource', {
    values: { role: role.name, services: enumerated(services), accounts: enumerated(accounts) },
    evidence: trustEvidence(statements),
    data: { services, accounts, statements },
    remediation: changeTrust(
      role,
      `Find out whose account it is. Put ${accountOf(role)} in its place if the resource is your own; otherwise take the statement away, or add the account to knownAccounts.`,
    ),
  })
}
