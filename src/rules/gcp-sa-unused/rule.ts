import { z } from 'zod'
import { serviceAccountFacts } from '../../analysis/effective/gcp-facts.ts'
import { idleFor, oldestKeyOf } from '../../analysis/effective/gcp-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { accountPermission, deleteAccount, disableAccount } from '../shared/gcp-accounts.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { holdingNames, holdingsFor, isPrivileged, unseenHoldings, weightIn } from '../shared/gcp-holdings.ts'
import { accountActivity, sureOfDelegation, unseenUse } from '../shared/gcp-usage.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gcp-sa-unused',
  title: 'Service account is not used and still holds roles',
  severity: 'medium',
  provider: 'gcp',
  subject: 'identity',
  kinds: ['service-account'],
  reads: ['gcp.service-accounts', 'gcp.account-activity'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without use that are still fine, also for a new account.'),
  }),
  messages: {
    unused: '{account} was last used {days} ago, and still holds {roles}.',
    never: '{account} has not been used in {days}, and still holds {roles}.',
  },
  frameworks: gcpControls('stale-credential'),
  remediation: (account) => [
    disableAccount(account),
    deleteAccount(
      account,
      'Delete it when nobody has missed it. Within 30 days it can be brought back by its unique id.',
    ),
  ],
  check(account, { view, now, options }) {
    if (account.enabled === false) return undefined
    if (isUnknown(account.enabled)) return unknownBecause(becauseOf(account.enabled), [accountPermission])
    const asked = {
      facet: 'gcp.account-activity',
      born: account.createdAt,
      thereBy: () => oldestKeyOf(account, view),
      maxDays: options.maxDays,
    } as const
    const idle = idleFor(account, asked, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [accountActivity])
    if (idle.days <= options.maxDays) return pass
    const held = holdingsFor(view, account, now)
    if (held.length === 0) return unseenHoldings(view) ?? pass
    const unseen = unseenUse(account, view, now)
    if (unseen) return unseen
    const usage = view.usage(account.id)
    const privileged = isPrivileged(weightIn(view, account, now))
    return fail(idle.used ? 'unused' : 'never', {
      values: { account: account.nativeId, days: daysInWords(idle.days), roles: enumerated(holdingNames(held)) },
      ...(privileged ? { severity: 'high' } : {}),
      confidence: sureOfDelegation(account, view),
      evidence: read(
        usage?.source ?? '',
        `last used ${at(usage?.lastUsedAt)}, observed since ${at(usage?.observedSince)}`,
      ),
      data: { days: idle.days, used: idle.used, privileged, scanner: serviceAccountFacts(account).scanner === true },
    })
  },
})
