import { z } from 'zod'
import { secretFacts } from '../../analysis/effective/aws-facts.ts'
import { isReplica } from '../../analysis/effective/aws-secrets.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-secret-rotation-missing',
  title: 'Secret does not rotate',
  severity: 'medium',
  provider: 'aws',
  subject: 'resource',
  kinds: ['secretsmanager:secret'],
  reads: ['aws.secrets'],
  options: z.strictObject({
    graceDays: z.int().nonnegative().default(7).describe('Days a new secret may be without rotation.'),
  }),
  messages: {
    never: 'Secret {secret} has no rotation.',
    old: 'Secret {secret} has no rotation; its value was last changed {days} ago.',
  },
  frameworks: controls('long-lived-secret', { 'cis-aws-7.0.0': [] }),
  remediation: (secret) => [
    {
      text: 'Give it a rotation function (AWS has templates for databases) and a schedule.',
      command: `aws secretsmanager rotate-secret --region ${secretFacts(secret).region} --secret-id ${word(secret.nativeId)} --rotation-lambda-arn "$ROTATION_FUNCTION_ARN" --rotation-rules AutomaticallyAfterDays=30`,
    },
    { text: 'For a database of RDS, let RDS manage the secret; where a role can take its place, drop the secret.' },
  ],
  check(secret, { now, options }) {
    const { rotationEnabled, owningService, createdAt, lastChangedAt } = secretFacts(secret)
    if (isUnknown(owningService)) return unknownBecause(becauseOf(owningService), ['secretsmanager:ListSecrets'])
    // The service that made it rotates it, and a replica gets its value from its primary.
    if (owningService !== null || isReplica(secret)) return undefined
    if (isUnknown(rotationEnabled)) return unknownBecause(becauseOf(rotationEnabled), ['secretsmanager:ListSecrets'])
    if (rotationEnabled === true) return pass
    if (isKnown(createdAt) && daysBetween(createdAt, now) <= options.graceDays) return pass
    const evidence = read('secretsmanager:ListSecrets', `RotationEnabled false, LastChangedDate ${at(lastChangedAt)}`)
    if (!isKnown(lastChangedAt)) return fail('never', { values: { secret: secret.name }, evidence })
    const days = daysBetween(lastChangedAt, now)
    return fail('old', { values: { secret: secret.name, days: daysInWords(days) }, evidence, data: { days } })
  },
})
