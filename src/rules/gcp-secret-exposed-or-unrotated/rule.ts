import { z } from 'zod'
import { gcpSecretFacts } from '../../analysis/effective/gcp-facts.ts'
import { dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Instant, Resource } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown } from '../../model/index.ts'
import type { Outcome } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { at, read } from '../shared/evidence.ts'
import { bindingEvidence } from '../shared/gcp-bindings.ts'
import { gcpControls } from '../shared/gcp-controls.ts'
import { rolePermission } from '../shared/gcp-impersonation.ts'
import { closeSecret, openingsOf, publicIn } from '../shared/gcp-open-secrets.ts'
import { enumerated } from '../shared/lists.ts'
import { word } from '../shared/shell.ts'

export const rule = defineRule({
  id: 'gcp-secret-exposed-or-unrotated',
  title: 'Secret is open to everybody, or is never rotated',
  severity: 'medium',
  provider: 'gcp',
  subject: 'resource',
  kinds: ['secret'],
  reads: ['gcp.secrets', 'gcp.allow-policies', 'gcp.hierarchy', 'gcp.roles'],
  options: z.strictObject({
    maxDays: z.int().positive().default(90).describe('Days that a secret may be there without rotation and end.'),
  }),
  messages: {
    public: 'Secret {secret} of project {project} is open to anybody on the internet: {members} has {roles} on it.',
    unrotated: 'Secret {secret} of project {project} was made {days} ago, and has neither a rotation nor an end.',
  },
  frameworks: gcpControls('secret-leakage', { 'owasp-nhi-2025': ['NHI2:2025', 'NHI7:2025'] }),
  remediation: (secret) => rotate(secret),
  check(secret, { view, now, options }) {
    const { secretName, projectId, expiresAt } = gcpSecretFacts(secret)
    // Secret Manager deletes it by itself.
    if (isKnown(expiresAt) && expiresAt <= now) return undefined
    const { found, unread } = openingsOf(secretName, view)
    if (found.length === 0)
      return unread === undefined
        ? rotation(secret, now, options.maxDays)
        : unknownBecause(unread.unknown, [rolePermission])
    return fail('public', {
      values: {
        secret: secret.name,
        project: projectId,
        members: enumerated(found.flatMap(publicIn).toSorted()),
        roles: enumerated(found.map(({ role }) => role).toSorted()),
      },
      severity: 'critical',
      confidence: found.some(({ condition }) => condition === null) ? 'proven' : 'possible',
      evidence: found.map(({ resource, role }) => bindingEvidence(resource, role)),
      data: { public: true },
      remediation: closeSecret(found),
    })
  },
})

function rotation(secret: Resource, now: Instant, maxDays: number): Outcome<'unrotated'> {
  const { secretName, projectId, rotation: period, expiresAt, createdAt } = gcpSecretFacts(secret)
  if (isKnown(period) || isKnown(expiresAt)) return pass
  const unread = [period, expiresAt].find(isUnknown)
  if (unread !== undefined || !isKnown(createdAt))
    return unknownBecause(becauseOf(unread ?? createdAt), ['secretmanager.secrets.list'])
  const days = daysBetween(createdAt, now)
  if (days <= maxDays) return pass
  return fail('unrotated', {
    values: { secret: secret.name, project: projectId, days: daysInWords(days) },
    evidence: read(
      'secretmanager.projects.secrets.list',
      `${secretName} createTime ${at(createdAt)}, rotation none, expireTime none`,
    ),
    data: { public: false, madeOn: dayOf(createdAt) },
  })
}

/** https://docs.cloud.google.com/secret-manager/docs/secret-rotation */
function rotate(secret: Resource) {
  const { secretName, projectId } = gcpSecretFacts(secret)
  const name = `${word(secretName.slice(secretName.lastIndexOf('/') + 1))} --project=${word(projectId)}`
  return [
    {
      text: 'Change it where it was issued, and store the new value. It is read from a file, so that it stands in no history.',
      command: `gcloud secrets versions add ${name} --data-file="$SECRET_FILE"`,
    },
    {
      text: 'Have Secret Manager call for the next change. It sends a message to a topic of Pub/Sub, and what listens there makes the change.',
      command: `gcloud secrets update ${name} --add-topics="$TOPIC" --rotation-period=7776000s --next-rotation-time="$NEXT_TIME"`,
    },
  ]
}
