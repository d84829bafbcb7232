import { z } from 'zod'
import { oktaHookFacts } from '../../analysis/effective/okta-facts.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { Resource } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { oktaControls } from '../shared/okta-controls.ts'
import { oktaCall } from '../shared/okta-steps.ts'

export const rule = defineRule({
  id: 'okta-hook-weak-auth',
  title: 'Hook proves itself weakly, or not at all',
  severity: 'low',
  provider: 'okta',
  subject: 'resource',
  kinds: ['event-hook', 'inline-hook'],
  reads: ['okta.hooks'],
  options: z.strictObject({
    maxDays: z
      .int()
      .positive()
      .default(365)
      .describe('Days since a hook with a header was changed that are still fine.'),
  }),
  messages: {
    none: 'Hook "{hook}" calls {host} without proof that it is Okta: whoever knows the address can call it, too.',
    unverified: 'Event hook "{hook}" was never verified by {host}, and gets no events.',
    oldHeader: 'Hook "{hook}" proves itself to {host} by a header that has not changed in {days}.',
  },
  frameworks: oktaControls('loose-trust', { 'owasp-nhi-2025': ['NHI4:2025'] }),
  remediation: (hook) => [
    {
      text: `Put a new value into the header that "${hook.name}" sends, and into what receives it; an inline hook can sign in by OAuth with a key instead.`,
    },
  ],
  check(hook, { now, options }) {
    const facts = oktaHookFacts(hook)
    if (!facts.active) return undefined
    const { authentication, verified, updatedAt, host } = facts
    const permission = hook.kind === 'event-hook' ? 'okta.eventHooks.read' : 'okta.inlineHooks.read'
    const source = hook.kind === 'event-hook' ? 'GET /api/v1/eventHooks' : 'GET /api/v1/inlineHooks'
    const told = (detail: string) => ({ evidence: [{ source, detail: `${hook.nativeId}: ${detail}` }] })
    const values = { hook: hook.name, host }
    if (authentication === 'none')
      return fail('none', {
        values,
        severity: hook.kind === 'inline-hook' ? 'medium' : 'low',
        ...told('no authentication'),
      })
    if (verified === false)
      return fail('unverified', { values, ...told('verificationStatus UNVERIFIED'), remediation: [verify(hook)] })
    if (isUnknown(authentication)) return unknownBecause(becauseOf(authentication), [permission])
    if (authentication !== 'header') return pass
    if (!isKnown(updatedAt)) return unknownBecause(becauseOf(updatedAt), [permission])
    const days = daysBetween(updatedAt, now)
    if (days > options.maxDays)
      return fail('oldHeader', {
        values: { ...values, days: daysInWords(days) },
        ...told(`lastUpdated ${updatedAt}`),
        data: { days },
      })
    return isUnknown(verified) ? unknownBecause(becauseOf(verified), [permission]) : pass
  },
})

function verify(hook: Resource) {
  return {
    text: `Let its receiver answer the challenge, or delete "${hook.name}".`,
    command: oktaCall('POST', `/api/v1/eventHooks/${hook.nativeId}/lifecycle/verify`),
  }
}
