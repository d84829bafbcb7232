import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { sshKeyFacts } from '../../analysis/effective/github-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { revokeAuthorization } from '../shared/github-steps.ts'
import { keySource } from '../shared/github-tokens.ts'

export const rule = defineRule({
  id: 'github-ssh-key-authorized-stale',
  title: 'Authorized SSH key has not been used for a long time',
  severity: 'medium',
  provider: 'github',
  subject: 'credential',
  kinds: ['ssh-key'],
  reads: ['github.sso-credentials'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without use that are still fine.'),
    graceDays: z.int().nonnegative().default(14).describe('Days that a key may wait for its first use.'),
  }),
  messages: {
    unused: 'SSH key "{key}" of {login} was last used {days} ago.',
    never: 'SSH key "{key}" of {login} was authorized {days} ago and never used.',
  },
  frameworks: githubControls('stale-credential'),
  remediation: (key) => [revokeAuthorization(key)],
  check(key, { view, now, options }) {
    const facts = sshKeyFacts(key)
    if (facts.type !== 'ssh-key') return undefined
    const usage = view.usage(key.id)
    const lastUsedAt = usage?.lastUsedAt
    if (isUnknown(lastUsedAt)) return unknownBecause(becauseOf(lastUsedAt), [keySource.permission])
    const since = lastUsedAt ?? facts.authorizedAt
    if (!isKnown(since)) return unknownBecause(becauseOf(since), [keySource.permission])
    const days = daysBetween(since, now)
    if (days <= (lastUsedAt === null ? options.graceDays : options.maxDays)) return pass
    return fail(lastUsedAt === null ? 'never' : 'unused', {
      values: { key: key.name, login: facts.login, days: daysInWords(days) },
      evidence: read(usage?.source ?? keySource.source, `last used ${at(lastUsedAt)}`),
      related: holderIds(key, view),
      data: { days, lastUsedOn: lastUsedAt === null ? null : dayOf(lastUsedAt) },
      remediation: [revokeAuthorization(key, view.scope.name)],
    })
  },
})
