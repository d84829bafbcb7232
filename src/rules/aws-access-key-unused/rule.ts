import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { accessKeyFacts } from '../../analysis/effective/aws-facts.ts'
import { heldByAdmin } from '../../analysis/effective/aws-privilege.ts'
import { becauseOf, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { keyValues, retireKey } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-access-key-unused',
  title: 'Access key has not been used for a long time',
  severity: 'medium',
  provider: 'aws',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['aws.access-keys', 'aws.key-usage'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without use that are still fine; CIS AWS 2.11 asks for 45.'),
  }),
  messages: { unused: 'Key {key} of {user} was last used {days} ago.' },
  frameworks: controls('stale-credential'),
  remediation: retireKey,
  check(key, { view, now, options }) {
    // The root user's keys are to go altogether: aws-root-access-key.
    if (key.enabled === false || accessKeyFacts(key).root) return undefined
    if (isUnknown(key.enabled)) return unknownBecause(becauseOf(key.enabled), ['iam:ListAccessKeys'])
    const usage = view.usage(key.id)
    const lastUsedAt = usage?.lastUsedAt
    if (isUnknown(lastUsedAt)) return unknownBecause(becauseOf(lastUsedAt), ['iam:GetCredentialReport'])
    // A key that was never used has no last use to be old: aws-access-key-never-used judges it.
    if (lastUsedAt === null) return undefined
    const days = daysBetween(lastUsedAt, now)
    if (days <= options.maxDays) return pass
    const privileged = heldByAdmin(key, view)
    return fail('unused', {
      values: { ...keyValues(key), days: daysInWords(days) },
      ...(privileged ? { severity: 'high' } : {}),
      evidence: read(usage?.source ?? 'iam:GetCredentialReport', `last used ${at(lastUsedAt)}`),
      related: holderIds(key, view),
      data: { days, lastUsedOn: dayOf(lastUsedAt), privileged },
    })
  },
})
