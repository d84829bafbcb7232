import { z } from 'zod'
import { holderIds } from '../../analysis/credentials.ts'
import { isLive } from '../../analysis/effective/gcp-credentials.ts'
import { gcpKeyFacts } from '../../analysis/effective/gcp-facts.ts'
import { daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Remediation } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { heldByPrivileged } from '../shared/gcp-holdings.ts'
import { word } from '../shared/shell.ts'

const permission = 'storage.hmacKeys.list'

export const rule = defineRule({
  id: 'gcp-hmac-key-stale',
  title: 'HMAC key of Cloud Storage is older than its rotation period',
  severity: 'medium',
  provider: 'gcp',
  subject: 'credential',
  kinds: ['access-key'],
  reads: ['gcp.hmac-keys', 'gcp.service-accounts'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Oldest an active key may be, in days.'),
  }),
  messages: { old: 'HMAC key {key} of {account} is {days} old.' },
  frameworks: gcpControls('long-lived-secret'),
  remediation: (key) => renew(gcpKeyFacts(key)),
  check(key, { view, now, options }) {
    const facts = gcpKeyFacts(key)
    if (facts.form !== 'hmac' || facts.state !== 'ACTIVE') return undefined
    const { accessId, email, projectId } = facts
    const live = isLive(key, view, now)
    if (isUnknown(live)) return unknownBecause(live.unknown, [permission])
    if (!live) return undefined
    if (!isKnown(key.createdAt)) return unknownBecause(becauseOf(key.createdAt), [permission])
    const days = daysBetween(key.createdAt, now)
    if (days <= options.maxDays) return pass
    const privileged = heldByPrivileged(key, view, now)
    return fail('old', {
      values: { key: accessId, account: email, days: daysInWords(days) },
      ...(privileged ? { severity: 'high' } : {}),
      evidence: read('storage.projects.hmacKeys.list', `${projectId} ${accessId} timeCreated ${at(key.createdAt)}`),
      related: holderIds(key, view),
      data: { days, privileged },
    })
  },
})

/** https://docs.cloud.google.com/storage/docs/authentication/managing-hmackeys */
function renew(facts: ReturnType<typeof gcpKeyFacts>): readonly Remediation[] {
  if (facts.form !== 'hmac') return []
  const { accessId, email, projectId } = facts
  const project = `--project=${word(projectId)}`
  return [
    {
      text: 'Where the client can sign in to Google, such as one of Google’s own libraries, have it do that, and make no new key.',
    },
    {
      text: 'Where it only speaks as to S3, make a successor and hand it over.',
      command: `gcloud storage hmac create ${word(email)} ${project}`,
    },
    {
      text: 'Switch the old one off, and delete it when nobody has missed it.',
      command: `gcloud storage hmac update ${word(accessId)} --deactivate ${project} && gcloud storage hmac delete ${word(accessId)} ${project}`,
    },
  ]
}
