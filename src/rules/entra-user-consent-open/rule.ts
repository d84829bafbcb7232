import { tenantFacts } from '../../analysis/effective/entra-facts.ts'
import type { Remediation } from '../../model/index.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { graphCall } from '../shared/entra-commands.ts'
import { read } from '../shared/evidence.ts'

/**
 * Policies by which users consent for themselves begin so; others are for the owners of teams and chats.
 * https://learn.microsoft.com/entra/identity/enterprise-apps/manage-app-consent-policies
 */
const forThemselves = 'ManagePermissionGrantsForSelf.'
/** Any app, and whatever an administrator need not consent to. */
const open = 'microsoft-user-default-legacy'
/** Of verified publishers or the tenant's own, with permissions of low impact; and the one that Microsoft keeps. */
const held = ['microsoft-user-default-low', 'microsoft-user-default-recommended']

export const rule = defineRule({
  id: 'entra-user-consent-open',
  title: 'Users may let any app in',
  severity: 'high',
  provider: 'azure',
  subject: 'resource',
  kinds: ['tenant'],
  reads: ['azure.tenant', 'azure.policies'],
  messages: {
    open: '{tenant} lets every user consent to apps of anybody, verified or not.',
  },
  frameworks: entraControls('third-party', { 'mitre-attack-19.1': ['T1199', 'T1528'] }),
  remediation: () => narrow([]),
  check(tenant) {
    const { userConsent, displayName } = tenantFacts(tenant)
    if (isUnknown(userConsent)) return unknownBecause(becauseOf(userConsent), ['Policy.Read.All'])
    const policies = userConsent ?? []
    const own = policies.filter((policy) => policy.startsWith(forThemselves))
    if (own.includes(`${forThemselves}${open}`))
      return fail('open', {
        values: { tenant: displayName },
        evidence: read('GET /policies/authorizationPolicy', `permissionGrantPoliciesAssigned ${own.join(', ')}`),
        data: { policies: own.toSorted() },
        remediation: narrow(policies),
      })
    // What a policy of one's own includes is not read.
    const unread = own.filter((policy) => !held.includes(policy.slice(forThemselves.length)))
    return unread.length > 0 ? unknownBecause('not-collected', ['Policy.Read.PermissionGrant']) : pass
  },
})

function narrow(policies: readonly string[]): readonly Remediation[] {
  const kept = policies.filter((policy) => !policy.startsWith(forThemselves))
  return [
    {
      text: 'Let users consent to apps of verified publishers with permissions of low impact alone, or to none; what stands besides in the list stays.',
      command: graphCall('PATCH', '/policies/authorizationPolicy', {
        defaultUserRolePermissions: {
          permissionGrantPoliciesAssigned: [...kept, `${forThemselves}${held[0]}`],
        },
      }),
    },
    { text: 'Switch the workflow for consent requests on, so that users can ask for the rest.' },
    { text: 'Look through what users have consented to so far: it stays until somebody takes it away.' },
  ]
}
