import { z } from 'zod'
import { isExpired, isSwitchedOff, signsTokensOnly } from '../../analysis/effective/entra-credentials.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { removeSecret, secretEvidence, secretPermission, secretRelated, secretValues } from '../shared/entra-secrets.ts'
import { at } from '../shared/evidence.ts'

export const rule = defineRule({
  id: 'entra-app-secret-expired-present',
  title: 'Expired secret or certificate is still registered',
  severity: 'low',
  provider: 'azure',
  subject: 'credential',
  kinds: ['client-secret', 'certificate'],
  reads: ['azure.applications', 'azure.service-principals'],
  options: z.strictObject({
    graceDays: z.int().nonnegative().default(14).describe('Days that it may stay after it has expired.'),
  }),
  messages: { expired: '{secret} of {app} expired {days} ago and is still registered.' },
  frameworks: entraControls('stale-credential', { 'owasp-agentic-2026': [] }),
  remediation: (credential) => [
    removeSecret(credential, 'Take it away: it signs nobody in, and only hides the one that does.'),
  ],
  check(credential, { view, now, options }) {
    if (signsTokensOnly(credential)) return undefined
    const off = isSwitchedOff(credential, view)
    if (off === true) return undefined
    if (isUnknown(off)) return unknownBecause(off.unknown, [secretPermission])
    const { expiresAt } = credential
    const expired = isExpired(credential, now)
    if (isUnknown(expired)) return unknownBecause(expired.unknown, [secretPermission])
    if (!expired || !isKnown(expiresAt)) return pass
    const days = daysBetween(expiresAt, now)
    if (days <= options.graceDays) return pass
    return fail('expired', {
      values: { ...secretValues(credential, view), days: daysInWords(days) },
      evidence: secretEvidence(credential, `endDateTime ${at(expiresAt)}`),
      related: secretRelated(credential, view),
      data: { days, expiredOn: dayOf(expiresAt) },
    })
  },
})
