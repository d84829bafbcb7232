import { isLive, leavesGoogle } from '../../analysis/effective/gcp-credentials.ts'
import { isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import {
  keyEvidence,
  keyPermission,
  keyRelated,
  keyValues,
  limitKeys,
  removeKey,
  replaceKey,
  withoutKey,
} from '../shared/gcp-keys.ts'

export const rule = defineRule({
  id: 'gcp-sa-key-no-expiry',
  title: 'Key of a service account never expires',
  severity: 'low',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['gcp.service-account-keys', 'gcp.service-accounts'],
  messages: { endless: 'Key {key} of {account} never expires.' },
  frameworks: gcpControls('long-lived-secret'),
  remediation: (key) => [
    ...withoutKey,
    limitKeys,
    replaceKey(key),
    ...removeKey(key, 'Disable the endless one when its successor is in use.'),
  ],
  check(key, { view, now }) {
    if (!leavesGoogle(key)) return undefined
    const live = isLive(key, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [keyPermission])
    if (!live) return undefined
    if (key.expiresAt !== null) return pass
    return fail('endless', {
      values: keyValues(key),
      evidence: keyEvidence(key, 'validBeforeTime in the year 9999'),
      related: keyRelated(key, view),
    })
  },
})
