import { z } from 'zod'
import { holderOf } from '../../analysis/credentials.ts'
import { isLive, leavesGoogle } from '../../analysis/effective/gcp-credentials.ts'
import { idleFor } from '../../analysis/effective/gcp-usage.ts'
import { daysInWords } from '../../analysis/time.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { heldByPrivileged } from '../shared/gcp-holdings.ts'
import { keyEvidence, keyPermission, keyRelated, keyValues, removeKey } from '../shared/gcp-keys.ts'
import { delegatedUse, keyActivity, sureOfDelegation } from '../shared/gcp-usage.ts'

export const rule = defineRule({
  id: 'gcp-sa-key-unused',
  title: 'Key of a service account is not used',
  severity: 'medium',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['gcp.service-account-keys', 'gcp.service-accounts', 'gcp.key-activity'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without use that are still fine, also for a new key.'),
  }),
  messages: {
    unused: 'Key {key} of {account} was last used {days} ago.',
    never: 'Key {key} of {account} has not been used in {days}.',
  },
  frameworks: gcpControls('stale-credential'),
  remediation: (key) => removeKey(key, 'Disable it. What still needs it fails and says so.'),
  check(key, { view, now, options }) {
    if (!leavesGoogle(key)) return undefined
    const live = isLive(key, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [keyPermission])
    if (!live) return undefined
    const asked = { facet: 'gcp.key-activity', born: key.createdAt, maxDays: options.maxDays } as const
    const idle = idleFor(key, asked, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [keyActivity])
    if (idle.days <= options.maxDays) return pass
    const account = holderOf(key, view)
    const unseen = account && delegatedUse(account, view)
    if (unseen) return unseen
    const privileged = heldByPrivileged(key, view, now)
    const usage = view.usage(key.id)
    return fail(idle.used ? 'unused' : 'never', {
      values: { ...keyValues(key), days: daysInWords(idle.days) },
      ...(privileged ? { severity: 'high' } : {}),
      confidence: account ? sureOfDelegation(account, view) : 'possible',
      evidence: [
        ...keyEvidence(key, `validAfterTime ${at(key.createdAt)}`),
        ...read(usage?.source ?? '', `last used ${at(usage?.lastUsedAt)}, observed since ${at(usage?.observedSince)}`),
      ],
      related: keyRelated(key, view),
      data: { days: idle.days, used: idle.used, privileged },
    })
  },
})
