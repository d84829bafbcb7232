import { z } from 'zod'
import { credentialsOf } from '../../analysis/credentials.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Credential, Instant } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { controls } from '../frameworks.ts'
import { at, read } from '../shared/evidence.ts'
import { hasId, retireKey, word } from '../shared/aws-commands.ts'

export const rule = defineRule({
  id: 'aws-access-key-two-active',
  title: 'User keeps two active access keys',
  severity: 'low',
  provider: 'aws',
  subject: 'identity',
  kinds: ['iam-user'],
  reads: ['aws.identities', 'aws.access-keys'],
  options: z.strictObject({
    overlapDays: z.int().nonnegative().default(14).describe('Days that the old key may live on beside its successor.'),
  }),
  messages: { both: 'User {user} has had two active access keys for {days}.' },
  // CIS AWS 7.0.0 no longer asks for a single active key.
  frameworks: controls('long-lived-secret', { 'cis-aws-7.0.0': [] }),
  remediation: (user) => [
    {
      text: 'See which of the two keys is still used.',
      command: `aws iam list-access-keys --user-name ${word(user.name)}`,
    },
  ],
  check(user, { view, now, options }) {
    const keys = credentialsOf(user, view, 'access-key')
    if (keys.length === 0) return undefined
    const unread = keys.find((key) => isUnknown(key.enabled))
    if (keys.filter((key) => key.enabled !== false).length < 2) return pass
    if (unread) return unknownBecause(becauseOf(unread.enabled), ['iam:ListAccessKeys'])
    const undated = keys.find((key) => !isKnown(key.createdAt))
    if (undated) return unknownBecause(becauseOf(undated.createdAt), ['iam:ListAccessKeys'])
    const byAge = keys.toSorted((a, b) => (born(a) < born(b) ? -1 : 1))
    const [oldest] = byAge
    const days = Math.min(...keys.map((key) => daysBetween(born(key), now)))
    if (days <= options.overlapDays || !oldest) return pass
    return fail('both', {
      values: { user: user.name, days: daysInWords(days) },
      evidence: byAge.flatMap((key) =>
        read('iam:ListAccessKeys', `${key.name} Active, CreateDate ${at(key.createdAt)}`),
      ),
      related: keys.map((key) => key.id),
      data: { days, keys: byAge.map((key) => key.name) },
      remediation: [
        ...byAge.filter(hasId).map((key) => ({
          text: `See when ${key.name} was last used.`,
          command: `aws iam get-access-key-last-used --access-key-id ${word(key.nativeId)}`,
        })),
        { text: 'Move what still uses the older key to the newer one.' },
        ...retireKey(oldest),
      ],
    })
  },
})

/** When the key was made; checked before to be known. */
function born(key: Credential): Instant {
  return isKnown(key.createdAt) ? key.createdAt : ''
}
