import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { tokenFacts } from '../../analysis/effective/github-facts.ts'
import { givenSince, hasExpired, holderLogin, powerOf } from '../../analysis/effective/github-tokens.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { revokeToken } from '../shared/github-steps.ts'
import { tokenKinds, tokenSource } from '../shared/github-tokens.ts'

export const rule = defineRule({
  id: 'github-pat-stale',
  title: 'Token has not been used for a long time',
  severity: 'medium',
  provider: 'github',
  subject: 'credential',
  kinds: ['token'],
  reads: ['github.tokens', 'github.sso-credentials'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without use that are still fine.'),
    graceDays: z.int().nonnegative().default(14).describe('Days that a token may wait for its first use.'),
  }),
  messages: {
    unused: '{kind} "{token}" of {login} was last used {days} ago.',
    never: '{kind} "{token}" of {login} was let in {days} ago and never used.',
  },
  frameworks: githubControls('stale-credential'),
  remediation: (token) => revokeToken(token),
  check(token, { view, now, options }) {
    // What is over opens nothing: github-pat-expired-still-granted.
    if (hasExpired(token, now)) return undefined
    const { source, permission } = tokenSource(token)
    const usage = view.usage(token.id)
    const lastUsedAt = usage?.lastUsedAt
    if (isUnknown(lastUsedAt)) return unknownBecause(becauseOf(lastUsedAt), [permission])
    const since = lastUsedAt ?? givenSince(token)
    if (!isKnown(since)) return unknownBecause(becauseOf(since), [permission])
    const days = daysBetween(since, now)
    if (days <= (lastUsedAt === null ? options.graceDays : options.maxDays)) return pass
    const { type } = tokenFacts(token)
    return fail(lastUsedAt === null ? 'never' : 'unused', {
      values: { kind: tokenKinds[type], token: token.name, login: holderLogin(token), days: daysInWords(days) },
      ...(powerOf(token) === 'control' ? { severity: 'high' } : {}),
      evidence: read(usage?.source ?? source, `last used ${at(lastUsedAt)}`),
      related: holderIds(token, view),
      data: { days, lastUsedOn: lastUsedAt === null ? null : dayOf(lastUsedAt), type },
      remediation: revokeToken(token, view.scope.name),
    })
  },
})
