import { z } from 'zod'
import { isLive } from '../../analysis/effective/entra-credentials.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import {
  addSuccessor,
  limitLifetimes,
  removeSecret,
  secretEvidence,
  secretPermission,
  secretRelated,
  secretValues,
  withoutSecret,
} from '../shared/entra-secrets.ts'
import { at } from '../shared/evidence.ts'

/** The portal's longest choice is 24 months, which are 731 days at most. */
const twoYears = 731

export const rule = defineRule({
  id: 'entra-app-secret-long-lived',
  title: 'Client secret is valid for a long time',
  severity: 'medium',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret'],
  reads: ['azure.applications', 'azure.service-principals'],
  options: z.strictObject({
    maxDays: z.int().positive().default(180).describe('Days from its making to its end that are still fine.'),
  }),
  messages: {
    long: '{secret} of {app} was made to be valid for {days}, until {until}.',
    endless: '{secret} of {app} never expires.',
  },
  frameworks: entraControls('long-lived-secret'),
  remediation: (secret) => [
    ...withoutSecret(secret),
    addSuccessor(secret),
    removeSecret(secret, 'Take the old one away once its successor is used; the life of a secret cannot be shortened.'),
    limitLifetimes,
  ],
  check(secret, { view, now, options }) {
    const live = isLive(secret, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [secretPermission])
    if (!live) return undefined
    const { createdAt, expiresAt } = secret
    const related = secretRelated(secret, view)
    if (!isKnown(expiresAt))
      return fail('endless', {
        severity: 'high',
        values: secretValues(secret, view),
        evidence: secretEvidence(secret, 'no endDateTime'),
        related,
      })
    if (!isKnown(createdAt)) return unknownBecause(becauseOf(createdAt), [secretPermission])
    const days = daysBetween(createdAt, expiresAt)
    if (days <= options.maxDays) return pass
    return fail('long', {
      values: { ...secretValues(secret, view), days: daysInWords(days), until: dayOf(expiresAt) },
      ...(days > twoYears ? { severity: 'high' } : {}),
      evidence: secretEvidence(secret, `startDateTime ${at(createdAt)}, endDateTime ${at(expiresAt)}`),
      related,
      data: { days, expiresOn: dayOf(expiresAt), leftDays: daysBetween(now, expiresAt) },
    })
  },
})
