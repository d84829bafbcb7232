import { z } from 'zod'
import { isLive, leavesGoogle } from '../../analysis/effective/gcp-credentials.ts'
import { gcpKeyFacts } from '../../analysis/effective/gcp-facts.ts'
import { daysBetween } from '../../analysis/time.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at } from '../shared/evidence.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { heldByPrivileged } from '../shared/gcp-holdings.ts'
import {
  forbidKeys,
  keyEvidence,
  keyPermission,
  keyRelated,
  keyValues,
  removeKey,
  withoutKey,
} from '../shared/gcp-keys.ts'

export const rule = defineRule({
  id: 'gcp-sa-key-user-managed',
  title: 'Service account has a key that is kept outside Google',
  severity: 'medium',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['gcp.service-account-keys', 'gcp.service-accounts'],
  options: z.strictObject({
    maxLifeDays: z
      .int()
      .nonnegative()
      .default(1)
      .describe('Days from its making to its end for which a key is taken as a token.'),
  }),
  messages: {
    made: 'Key {key} of {account} is a private key that is kept outside Google.',
    uploaded: 'Key {key} of {account} was made elsewhere and uploaded, so that Google never had its private half.',
    exposed: 'Key {key} of {account} works, and Google has found it in public.',
  },
  frameworks: gcpControls('long-lived-secret', { 'owasp-nhi-2025': ['NHI7:2025', 'NHI4:2025'] }),
  remediation: (key) => [...withoutKey, ...removeKey(key, 'Disable the key once nothing uses it.'), forbidKeys(key)],
  check(key, { view, now, options }) {
    if (!leavesGoogle(key)) return undefined
    const live = isLive(key, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [keyPermission])
    if (!live) return undefined
    const facts = gcpKeyFacts(key)
    const uploaded = facts.form === 'key-pair' && facts.origin === 'uploaded'
    const { createdAt, expiresAt } = key
    const found = facts.form === 'key-pair' && facts.exposed === true
    if (!found && isKnown(createdAt) && isKnown(expiresAt) && daysBetween(createdAt, expiresAt) <= options.maxLifeDays)
      return pass
    const privileged = heldByPrivileged(key, view, now)
    return fail(found ? 'exposed' : uploaded ? 'uploaded' : 'made', {
      values: keyValues(key),
      ...(found ? { severity: 'critical' } : privileged ? { severity: 'high' } : {}),
      evidence: keyEvidence(
        key,
        `keyType USER_MANAGED, validAfterTime ${at(createdAt)}, validBeforeTime ${at(expiresAt)}`,
      ),
      related: keyRelated(key, view),
      data: { uploaded, exposed: found, privileged },
      ...(found
        ? { remediation: removeKey(key, 'Disable the key now, then look in the logs for what was done with it.') }
        : {}),
    })
  },
})
