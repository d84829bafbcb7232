import { z } from 'zod'
import { secretFacts } from '../../analysis/effective/aws-facts.ts'
import { isReplica, isReplicated, replicasOf } from '../../analysis/effective/aws-secrets.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { View } from '../../inventory/view.ts'
import type { Instant, Known, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

const missing = ['secretsmanager:ListSecrets']

export const rule = defineRule({
  id: 'aws-secret-unused',
  title: 'Secret has not been read for a long time',
  severity: 'low',
  provider: 'aws',
  subject: 'resource',
  kinds: ['secretsmanager:secret'],
  reads: ['aws.secrets'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days without anybody reading it that are still fine.'),
  }),
  messages: {
    unread: 'Secret {secret} was last read {days} ago.',
    neverRead: 'Secret {secret} was created {days} ago and has never been read in {region}.',
  },
  frameworks: controls('stale-credential', { 'cis-aws-7.0.0': [] }),
  remediation: (secret) => [
    { text: 'Take away what the secret opens where it was issued: that is what is left lying about.' },
    {
      text: 'Delete the secret; within the recovery window it can be restored.',
      command: `aws secretsmanager delete-secret --region ${secretFacts(secret).region} --secret-id ${word(secret.nativeId)} --recovery-window-in-days 30`,
    },
  ],
  check(secret, { view, now, options }) {
    const { owningService, createdAt, region } = secretFacts(secret)
    if (isUnknown(owningService)) return unknownBecause(becauseOf(owningService), missing)
    // Made and kept by a service for its own use; a replica waits for the day its primary is gone.
    if (owningService !== null || isReplica(secret)) return undefined
    const lastAccessedAt = lastRead(secret, view)
    if (isUnknown(lastAccessedAt)) return unknownBecause(becauseOf(lastAccessedAt), missing)
    const since = lastAccessedAt ?? createdAt
    if (!isKnown(since)) return unknownBecause(becauseOf(createdAt), missing)
    const days = daysBetween(since, now)
    if (days <= options.maxDays) return pass
    // Its replicas may have been read where nobody could look.
    const hidden = isReplicated(secret) ? view.gap('aws.secrets') : undefined
    if (hidden) return unknownBecause(hidden.reason, missing)
    return fail(lastAccessedAt === null ? 'neverRead' : 'unread', {
      values: { secret: secret.name, days: daysInWords(days), region },
      evidence: read('secretsmanager:ListSecrets', `LastAccessedDate ${at(lastAccessedAt)} in ${region}`),
      data: { days, lastReadOn: lastAccessedAt === null ? null : dayOf(lastAccessedAt) },
    })
  },
})

/** The last read of the secret itself or of one of its replicas, which counts in the replica's region only. */
function lastRead(secret: Resource, view: View): Known<Instant> | undefined {
  const times = [secret, ...replicasOf(secret, view)].map((each) => secretFacts(each).lastAccessedAt)
  const known = times.filter((time) => isKnown(time)).map(String)
  return known.toSorted().at(-1) ?? times.find(isUnknown) ?? null
}
