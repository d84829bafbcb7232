import { z } from 'zod'
import { storedSecretFacts } from '../../analysis/effective/github-facts.ts'
import { namesIdentifier, relatedToSecret } from '../../analysis/effective/github-secrets.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import { becauseOf, isKnown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { githubControls } from '../shared/github-controls.ts'
import { secretEvidence, secretPermission, secretValues } from '../shared/github-secrets.ts'
import { deleteSecret, setSecret } from '../shared/github-steps.ts'

export const rule = defineRule({
  id: 'github-secret-stale',
  title: 'Secret has not been changed for a long time',
  severity: 'medium',
  provider: 'github',
  subject: 'resource',
  kinds: ['secret'],
  reads: ['github.organization-secrets', 'github.repository-secrets', 'github.environment-secrets'],
  options: z.strictObject({
    maxDays: z.int().positive().default(365).describe('Days that a secret may stay the same.'),
  }),
  messages: { stale: 'Secret {secret} of {place} was last changed {days} ago.' },
  frameworks: githubControls('long-lived-secret'),
  remediation: (secret) => [
    { text: 'Make a new credential where this one was issued; where the issuer takes OIDC tokens, use those instead.' },
    setSecret(secret),
    { text: 'Revoke the old one once the workflows have run with the new one.' },
    deleteSecret(secret),
  ],
  check(secret, { view, now, options }) {
    // Regions, account numbers and the like have nothing to rotate.
    if (namesIdentifier(secret.name)) return undefined
    const { updatedAt, store, level } = storedSecretFacts(secret)
    if (!isKnown(updatedAt)) return unknownBecause(becauseOf(updatedAt), [secretPermission(secret)])
    const days = daysBetween(updatedAt, now)
    if (days <= options.maxDays) return pass
    return fail('stale', {
      values: { ...secretValues(secret), days: daysInWords(days) },
      evidence: secretEvidence(secret, `updated_at ${at(updatedAt)}`),
      related: relatedToSecret(secret, view),
      data: { days, lastChangedOn: dayOf(updatedAt), store, level },
    })
  },
})
