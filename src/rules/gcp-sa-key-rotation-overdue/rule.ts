import { z } from 'zod'
import { holderOf } from '../../analysis/credentials.ts'
import { isLive, leavesGoogle, liveKeys } from '../../analysis/effective/gcp-credentials.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Instant } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { heldByPrivileged } from '../shared/gcp-holdings.ts'
import {
  keyEvidence,
  keyPermission,
  keyRelated,
  keyValues,
  removeKey,
  replaceKey,
  withoutKey,
} from '../shared/gcp-keys.ts'

export const rule = defineRule({
  id: 'gcp-sa-key-rotation-overdue',
  title: 'Key of a service account is older than its rotation period',
  severity: 'medium',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['gcp.service-account-keys', 'gcp.service-accounts'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Oldest a key may be, in days.'),
    highDays: z.int().positive().default(365).describe('From this age on the severity is high.'),
    overlapDays: z
      .int()
      .nonnegative()
      .default(14)
      .describe('Days that the old key may stay beside its successor, while what uses it moves over.'),
  }),
  messages: {
    old: 'Key {key} of {account} is {days} old; keys are to be rotated every {maxDays}.',
  },
  frameworks: gcpControls('long-lived-secret'),
  remediation: (key) => [
    ...withoutKey,
    replaceKey(key),
    ...removeKey(key, 'Disable the old one when its successor is in use.'),
  ],
  check(key, { view, now, options }) {
    if (!leavesGoogle(key)) return undefined
    const live = isLive(key, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [keyPermission])
    if (!live) return undefined
    if (!isKnown(key.createdAt)) return unknownBecause(becauseOf(key.createdAt), [keyPermission])
    const days = daysBetween(key.createdAt, now)
    if (days <= options.maxDays) return pass
    if (days <= options.maxDays + options.overlapDays) {
      if (hasSuccessor(key, view, now, options.overlapDays)) return pass
      // Its successor may be among the credentials that were not read.
      const gap = view.gap('gcp.service-account-keys') ?? view.gap('gcp.hmac-keys')
      if (gap) return unknownBecause(gap.reason, [gap.permission ?? keyPermission])
    }
    const privileged = heldByPrivileged(key, view, now)
    return fail('old', {
      values: { ...keyValues(key), days: daysInWords(days), maxDays: daysInWords(options.maxDays) },
      ...(privileged || days >= options.highDays ? { severity: 'high' } : {}),
      evidence: keyEvidence(key, `validAfterTime ${at(key.createdAt)}`),
      related: keyRelated(key, view),
      data: { days, privileged },
    })
  },
})

function hasSuccessor(key: Credential, view: View, now: Instant, overlapDays: number): boolean {
  const account = holderOf(key, view)
  const others = account === undefined ? [] : liveKeys(account, view, now).filter(({ id }) => id !== key.id)
  return others.some(({ createdAt }) => isKnown(createdAt) && daysBetween(createdAt, now) <= overlapDays)
}
