import { z } from 'zod'
import { oidcProviderFacts } from '../../analysis/effective/aws-facts.ts'
import { trustsOf } from '../../analysis/effective/aws-trust.ts'
import { idleDays } from '../../analysis/effective/aws-usage.ts'
import { counted, daysBetween } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Unknown } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-oidc-provider-orphan',
  title: 'OIDC provider serves no role in use',
  severity: 'low',
  provider: 'aws',
  subject: 'resource',
  kinds: ['iam:oidc-provider'],
  reads: ['aws.oidc-providers', 'aws.identities', 'aws.role-usage'],
  options: z.strictObject({
    graceDays: z.int().nonnegative().default(30).describe('Days a new provider may wait for its first role.'),
    maxDays: z.int().positive().max(400).default(90).describe('Days without use after which a role counts as idle.'),
  }),
  messages: {
    noRole: 'OIDC provider {provider} is trusted by no role.',
    idleRoles: 'OIDC provider {provider} is trusted only by {roles} idle for more than {maxDays} days.',
  },
  frameworks: controls('stale-credential', { 'nist-csf-2.0': ['PR.AA-01', 'PR.AA-04'], 'cis-aws-7.0.0': [] }),
  remediation: (provider) => [
    {
      text: 'Delete the provider; it can be created again from its URL and audiences.',
      command: `aws iam delete-open-id-connect-provider --open-id-connect-provider-arn ${word(provider.nativeId)}`,
    },
  ],
  check(provider, { view, now, options }) {
    const { createdAt } = oidcProviderFacts(provider)
    const { byProvider, unread } = trustIndex(view)
    const roles = byProvider.get(provider.nativeId) ?? []
    const idle = roles.map((role) => idleDays(role, view, now))
    if (idle.some((each) => !isUnknown(each) && each.days <= options.maxDays)) return pass
    const [unclear = unread] = idle.flatMap((each) => (isUnknown(each) ? [each] : []))
    // Without the roles, none of them being found says nothing.
    const hidden = view.gap('aws.identities')
    if (hidden) return unknownBecause(hidden.reason, ['iam:GetAccountAuthorizationDetails'])
    if (unclear) return unknownBecause(unclear.unknown, ['iam:GetAccountAuthorizationDetails'])
    if (roles.length === 0) {
      if (isKnown(createdAt) && daysBetween(createdAt, now) <= options.graceDays) return pass
      return fail('noRole', {
        values: { provider: provider.name },
        evidence: read('iam:GetAccountAuthorizationDetails', 'no AssumeRolePolicyDocument names it'),
      })
    }
    return fail('idleRoles', {
      values: { provider: provider.name, roles: counted(roles.length, 'role'), maxDays: options.maxDays },
      evidence: roles.flatMap((role) => read('iam:GetAccountAuthorizationDetails', `RoleLastUsed of ${role.name}`)),
      related: roles.map((role) => role.id),
      data: { roles: roles.map((role) => role.nativeId) },
    })
  },
})

/** The roles that trust each provider, and why some role could not be read, if one could not. */
function trustIndex(view: View) {
  return view.once('aws roles by oidc provider', () => {
    const byProvider = new Map<string, Identity[]>()
    let unread: Unknown | undefined
    for (const role of view.identities({ kind: 'iam-role' })) {
      const trusts = trustsOf(role)
      if (isUnknown(trusts)) {
        unread ??= trusts
        continue
      }
      const providers = trusts.map((trust) => (trust.principal.type === 'oidc' ? trust.principal.provider : undefined))
      for (const arn of new Set(providers.filter((each) => each !== undefined)))
        byProvider.set(arn, [...(byProvider.get(arn) ?? []), role])
    }
    return { byProvider, unread }
  })
}
