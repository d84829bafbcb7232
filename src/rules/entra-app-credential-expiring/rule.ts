import { z } from 'zod'
import { isLive } from '../../analysis/effective/entra-credentials.ts'
import { idleFor } from '../../analysis/effective/entra-usage.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import {
  activityPermission,
  addSuccessor,
  removeSecret,
  secretEvidence,
  secretPermission,
  secretRelated,
  secretValues,
} from '../shared/entra-secrets.ts'
import { at, read } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'entra-app-credential-expiring',
  title: 'Secret or certificate in use expires soon',
  severity: 'medium',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret', 'certificate'],
  reads: ['azure.applications', 'azure.service-principals'],
  options: z.strictObject({
    withinDays: z.int().positive().default(30).describe('Days before its end from which on it is reported.'),
    urgentDays: z.int().nonnegative().default(7).describe('Days before its end from which on it is high.'),
    usedDays: z.int().positive().default(30).describe('Days back within which a sign-in counts as use.'),
  }),
  messages: { expiring: '{secret} of {app} expires {when}, and was last used {used}.' },
  frameworks: entraControls('long-lived-secret', { 'mitre-attack-19.1': [] }),
  remediation: (credential) => [
    addSuccessor(credential),
    removeSecret(credential, 'Take the old one away once the report of sign-ins shows only its successor.'),
  ],
  check(credential, { view, now, options }) {
    const live = isLive(credential, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [secretPermission])
    if (!live) return undefined
    const { expiresAt } = credential
    if (!isKnown(expiresAt)) return pass
    const days = daysBetween(now, expiresAt)
    if (days > options.withinDays) return pass
    const idle = idleFor('credential', credential, view, now)
    if (isUnknown(idle)) return unknownBecause(idle.unknown, [activityPermission])
    // Nothing stops when it ends: entra-app-credential-unused judges it.
    if (!idle.used || idle.days > options.usedDays) return pass
    const usage = view.usage(credential.id)
    return fail('expiring', {
      values: {
        ...secretValues(credential, view),
        when: days < 1 ? 'within a day' : `in ${daysInWords(days)}`,
        used: idle.days < 1 ? 'today' : `${daysInWords(idle.days)} ago`,
      },
      ...(days <= options.urgentDays ? { severity: 'high' } : {}),
      evidence: [
        ...secretEvidence(credential, `endDateTime ${at(expiresAt)}`),
        ...read(usage?.source ?? '', `last sign-in ${at(usage?.lastUsedAt)}`),
      ],
      related: secretRelated(credential, view),
      data: { days, expiresOn: dayOf(expiresAt), idleDays: idle.days },
    })
  },
})
