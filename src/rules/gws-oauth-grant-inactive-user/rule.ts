import { z } from 'zod'
import { workspaceUserFacts } from '../../analysis/effective/gws-facts.ts'
import { heldBy, isAsleep } from '../../analysis/effective/gws-grants.ts'
import { clientsOf } from '../../analysis/effective/gws-clients.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Instant, Remediation, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { workspaceControls } from '../shared/gws-controls.ts'
import { directoryCall, grantEvidence, userScope } from '../shared/gws-steps.ts'
import { enumerated } from '../shared/lists.ts'

export const rule = defineRule({
  id: 'gws-oauth-grant-inactive-user',
  title: 'Apps keep access to the account of somebody who is away',
  severity: 'medium',
  provider: 'google-workspace',
  subject: 'resource',
  kinds: ['user'],
  reads: ['google-workspace.users', 'google-workspace.oauth-grants'],
  options: z.strictObject({
    maxDays: z.int().positive().default(180).describe('Days without a sign-in of the user that are still fine.'),
    graceDays: z.int().nonnegative().default(30).describe('Days that a new account may take to its first sign-in.'),
  }),
  messages: {
    asleep: '{user} is {state}, and {apps} will act in its name as soon as it is restored.',
    never: '{user} has never signed in, and {apps} may act in its name.',
    away: '{user} last signed in {days} ago, and {apps} may act in its name.',
  },
  frameworks: workspaceControls('stale-credential', { 'owasp-nhi-2025': ['NHI1:2025'] }),
  remediation: () => takeAll([]),
  check(user, { view, now, options }) {
    const held = clientsOf(user, view).filter(({ grant }) =>
      heldBy([grant]).scopes.some(({ weight }) => weight !== 'plain'),
    )
    if (held.length === 0) {
      const gap = view.gap('google-workspace.oauth-grants')
      return gap === undefined
        ? undefined
        : unknownBecause(gap.reason, gap.permission === undefined ? [] : [gap.permission])
    }
    const state = stateOf(user, now, options)
    if (state === 'present') return pass
    if (typeof state === 'object' && 'unknown' in state) return unknownBecause(state.unknown, [userScope])
    const names = held.map(({ clientId }) => nameOf(clientId, view))
    const { email } = workspaceUserFacts(user)
    const { message, ...more } = state
    return fail(message, {
      values: { user: email, apps: enumerated(names), ...more },
      // An account that sleeps gives no tokens; one that is away does, while nobody looks.
      severity: message === 'asleep' ? 'low' : 'medium',
      // Google counts sign-ins, and who stays signed in on a telephone does so without one.
      ...(message === 'away' ? { confidence: 'possible' as const } : {}),
      evidence: grantEvidence(held.map(({ grant }) => grant)),
      related: held.map(({ clientId }) => clientId),
      data: { apps: names, asleep: message === 'asleep' },
      remediation: takeAll(
        held.slice(0, 5).map(({ clientId }) => `/users/${user.nativeId}/tokens/${nativeIdOf(clientId)}`),
      ),
    })
  },
})

type State =
  | { readonly message: 'asleep'; readonly state: string }
  | { readonly message: 'never' }
  | { readonly message: 'away'; readonly days: string }

function stateOf(
  user: Resource,
  now: Instant,
  { maxDays, graceDays }: { readonly maxDays: number; readonly graceDays: number },
): State | 'present' | { readonly unknown: ReturnType<typeof becauseOf> } {
  const { suspended, lastLoginAt, createdAt } = workspaceUserFacts(user)
  if (isAsleep(user)) return { message: 'asleep', state: suspended ? 'suspended' : 'archived' }
  if (isUnknown(lastLoginAt)) return { unknown: becauseOf(lastLoginAt) }
  if (lastLoginAt !== null) {
    const days = daysBetween(lastLoginAt, now)
    return days <= maxDays ? 'present' : { message: 'away', days: daysInWords(days) }
  }
  if (!isKnown(createdAt)) return { unknown: becauseOf(createdAt) }
  return daysBetween(createdAt, now) <= graceDays ? 'present' : { message: 'never' }
}

function nameOf(clientId: string, view: View): string {
  return view.identity(clientId)?.name ?? nativeIdOf(clientId)
}

function nativeIdOf(clientId: string): string {
  return clientId.slice(clientId.lastIndexOf(':') + 1)
}

function takeAll(paths: readonly string[]): readonly Remediation[] {
  return [
    {
      text: 'Take away all that the user let in, as a part of every leaving: Admin console > Directory > Users > the user > Security > Connected applications.',
    },
    ...paths.map((path) => ({ text: 'Take one away.', command: directoryCall('DELETE', path) })),
  ]
}
