import { z } from 'zod'
import { daysBetween } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Instant, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { accountEvidence, accountPermission, deleteAccount } from '../shared/gcp-accounts.ts'
import { grantsOf, removeGrant } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { accountActivity } from '../shared/gcp-usage.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-sa-disabled-with-grants',
  title: 'Disabled service account keeps its roles',
  severity: 'low',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['gcp.service-accounts', 'gcp.allow-policies', 'gcp.resource-policies', 'gcp.account-activity'],
  options: z.strictObject({
    graceDays: z
      .int()
      .nonnegative()
      .default(30)
      .describe('Days after its last use in which a disabled account may keep its roles, so that it can come back.'),
  }),
  messages: { kept: '{account} is disabled, and keeps {roles} on {resources}.' },
  frameworks: gcpControls('stale-credential'),
  remediation: (account) => [
    { text: 'Take the roles away.' },
    deleteAccount(account, 'Then delete the account, if it is not to come back.'),
  ],
  check(account, { view, now, options }) {
    if (account.enabled === true) return undefined
    if (account.enabled !== false) return unknownBecause(becauseOf(account.enabled), [accountPermission])
    const grants = grantsOf(account, view)
    if (grants.length === 0) return pass
    const quiet = quietFor(account, view, now)
    if (isUnknown(quiet)) return unknownBecause(becauseOf(quiet), [accountActivity])
    if (quiet <= options.graceDays) return pass
    return fail('kept', {
      values: {
        account: account.nativeId,
        roles: enumerated(grants.map(({ role }) => role).toSorted()),
        resources: enumerated(grants.map(({ place }) => place).toSorted()),
      },
      evidence: [
        ...accountEvidence(account, `disabled, last used ${at(view.usage(account.id)?.lastUsedAt)}`),
        ...grants.slice(0, 12).map(({ evidence }) => evidence),
      ],
      related: grants.map(({ edge }) => edge.to),
      data: { grants: grants.length },
      remediation: [
        ...grants.slice(0, 10).map((grant) => removeGrant(grant, `serviceAccount:${account.nativeId}`)),
        deleteAccount(account, 'Then delete the account, if it is not to come back.'),
      ],
    })
  },
})

/** Days since it was last used, or since it could have been: Google does not tell when an account was disabled. */
function quietFor(account: Identity, view: View, now: Instant): number | Unknown {
  const usage = view.usage(account.id)
  if (usage === undefined) return unknown(view.gap('gcp.account-activity')?.reason ?? 'not-collected')
  const { lastUsedAt, observedSince } = usage
  if (isUnknown(lastUsedAt)) return unknown(becauseOf(lastUsedAt))
  if (lastUsedAt !== null) return daysBetween(lastUsedAt, now)
  const starts = [observedSince, account.createdAt].filter((start) => isKnown(start))
  if (starts.length === 0) return unknown(becauseOf(observedSince))
  return Math.min(...starts.map((start) => daysBetween(start, now)))
}
