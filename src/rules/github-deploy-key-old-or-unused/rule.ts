import { z } from 'zod'
import { githubEntity, sshKeyFacts } from '../../analysis/effective/github-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Credential, Instant, Known } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { CheckContext } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { deleteDeployKey, newDeployKey } from '../shared/github-steps.ts'
import { deployKeySource } from '../shared/github-tokens.ts'

interface Options {
  readonly maxAgeDays: number
  readonly maxUnusedDays: number
  readonly graceDays: number
}

export const rule = defineRule({
  id: 'github-deploy-key-old-or-unused',
  title: 'Deploy key is old or unused',
  severity: 'medium',
  provider: 'github',
  subject: 'credential',
  kinds: ['ssh-key'],
  reads: ['github.deploy-keys'],
  options: z.strictObject({
    maxAgeDays: z.int().positive().default(365).describe('Days that a key may stay the same.'),
    maxUnusedDays: z.int().positive().default(90).describe('Days without use that are still fine.'),
    graceDays: z.int().nonnegative().default(14).describe('Days that a key may wait for its first use.'),
  }),
  messages: {
    unused: 'Deploy key "{key}" of {repository} was last used {days} ago.',
    never: 'Deploy key "{key}" of {repository} is {days} old and was never used.',
    old: 'Deploy key "{key}" of {repository} is {days} old.',
  },
  frameworks: githubControls('stale-credential', { 'owasp-nhi-2025': ['NHI7:2025', 'NHI1:2025'] }),
  remediation: (key) => [...newDeployKey(key), deleteDeployKey(key)],
  check(key, context) {
    const facts = sshKeyFacts(key)
    if (facts.type !== 'deploy-key' || key.enabled === false) return undefined
    const lastUsedAt = context.view.usage(key.id)?.lastUsedAt
    const idle = idleness(key, lastUsedAt, context)
    const age = isKnown(key.createdAt) ? daysBetween(key.createdAt, context.now) : undefined
    const message = idle ?? (age !== undefined && age > context.options.maxAgeDays ? 'old' : undefined)
    if (message === undefined) {
      if (isUnknown(lastUsedAt)) return unknownBecause(becauseOf(lastUsedAt), [deployKeySource.permission])
      return age === undefined ? unknownBecause(becauseOf(key.createdAt), [deployKeySource.permission]) : pass
    }
    const days = message === 'unused' && isKnown(lastUsedAt) ? daysBetween(lastUsedAt, context.now) : (age ?? 0)
    return fail(message, {
      values: { key: key.name, repository: facts.repository, days: daysInWords(days) },
      evidence: read(deployKeySource.source, `created ${at(key.createdAt)}, last used ${at(lastUsedAt)}`),
      related: [githubEntity(context.view.scope, 'repository', facts.repositoryId)],
      data: { days, lastUsedOn: isKnown(lastUsedAt) ? dayOf(lastUsedAt) : null, repository: facts.repository },
      ...(message === 'old' ? {} : { remediation: [deleteDeployKey(key)] }),
    })
  },
})

function idleness(key: Credential, lastUsedAt: Known<Instant> | undefined, { now, options }: CheckContext<Options>) {
  if (isKnown(lastUsedAt)) return daysBetween(lastUsedAt, now) > options.maxUnusedDays ? 'unused' : undefined
  if (lastUsedAt !== null || !isKnown(key.createdAt)) return undefined
  return daysBetween(key.createdAt, now) > options.graceDays ? 'never' : undefined
}
