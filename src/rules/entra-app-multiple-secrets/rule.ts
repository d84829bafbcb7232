import { z } from 'zod'
import { isLive, secretsOn } from '../../analysis/effective/entra-credentials.ts'
import { applicationFacts } from '../../analysis/effective/entra-facts.ts'
import { idleFor } from '../../analysis/effective/entra-usage.ts'
import { counted, dayOf, daysBetween, daysInWords } from '../../analysis/time.ts'
import type { Credential, Resource, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, valueOf } from '../../model/index.ts'
import type { CheckContext } from '../contract.ts'
import { defineRule, fail, pass, unknownBecause } from '../contract.ts'
import { entraControls } from '../shared/entra-controls.ts'
import { removeSecret, secretEvidence, secretPermission } from '../shared/entra-secrets.ts'
import { at } from '../shared/evidence.ts'
import { word } from '../shared/shell.ts'

interface Options {
  readonly overlapDays: number
}

export const rule = defineRule({
  id: 'entra-app-multiple-secrets',
  title: 'Application keeps several client secrets',
  severity: 'medium',
  provider: 'azure',
  subject: 'resource',
  kinds: ['application', 'agent-blueprint'],
  reads: ['azure.applications', 'azure.service-principals'],
  options: z.strictObject({
    overlapDays: z.int().nonnegative().default(30).describe('Days that an old secret may live on beside a new one.'),
  }),
  messages: { several: '{app} has had {count} side by side for {days}.' },
  frameworks: entraControls('shared-identity'),
  remediation: (application) => [list(application)],
  check(application, context) {
    const secrets = secretsOn(application, context.view).filter(({ kind }) => kind === 'client-secret')
    if (secrets.length === 0) return undefined
    const standing = longStanding(secrets, context)
    if (isUnknown(standing)) return unknownBecause(standing.unknown, [secretPermission])
    // The one that came last to stand beside another says since when there are several.
    const [, second] = standing
    const since = valueOf(second?.createdAt)
    if (since === undefined) return pass
    const days = daysBetween(since, context.now)
    return fail('several', {
      values: {
        app: application.name,
        count: counted(standing.length, 'client secret'),
        days: daysInWords(days),
      },
      evidence: standing.flatMap((secret) =>
        secretEvidence(secret, `startDateTime ${at(secret.createdAt)}, endDateTime ${at(secret.expiresAt)}`),
      ),
      related: [...standing.map(({ id }) => id), ...principalOf(application)],
      data: { days, secrets: standing.map(({ nativeId }) => nativeId) },
      remediation: [list(application), ...asides(standing, context)],
    })
  },
})

/** Live secrets that are older than a rotation takes, the oldest first. */
function longStanding(
  secrets: readonly Credential[],
  { view, now, options }: CheckContext<Options>,
): readonly Credential[] | Unknown {
  const states = secrets.map((secret) => ({ secret, live: isLive(secret, view, now) }))
  const candidates = states.filter(({ live }) => live !== false)
  if (candidates.length < 2) return []
  for (const { secret, live } of candidates) {
    if (isUnknown(live)) return live
    if (!isKnown(secret.createdAt)) return { unknown: becauseOf(secret.createdAt) }
  }
  return candidates
    .map(({ secret }) => secret)
    .filter(({ createdAt }) => isKnown(createdAt) && daysBetween(createdAt, now) > options.overlapDays)
    .toSorted((a, b) => (born(a) < born(b) ? -1 : 1))
}

function born({ createdAt, id }: Credential): string {
  return `${valueOf(createdAt) ?? ''} ${id}`
}

function principalOf(application: Resource): readonly string[] {
  const { servicePrincipal } = applicationFacts(application)
  return isKnown(servicePrincipal) ? [servicePrincipal] : []
}

function list(application: Resource) {
  return {
    text: 'See which secrets there are, and what each was called by whoever made it.',
    command: `az ad app credential list --id ${word(application.nativeId)} --output table`,
  }
}

/** What to do about each, by what the reports say of its use. */
function asides(secrets: readonly Credential[], { view, now }: CheckContext<Options>) {
  return [
    {
      text: 'Give each workload an application of its own, or better a managed identity, and keep one secret here at most.',
    },
    ...secrets.map((secret) => {
      const idle = idleFor('credential', secret, view, now)
      const use = isUnknown(idle)
        ? 'once nothing signs in with it'
        : idle.used
          ? `last used ${idle.days < 1 ? 'today' : `${daysInWords(idle.days)} ago`}, once its workload has moved`
          : 'which nothing was seen to use'
      const made = valueOf(secret.createdAt)
      return removeSecret(secret, `Take "${secret.name}" of ${made ? dayOf(made) : 'unknown date'} away, ${use}.`)
    }),
  ]
}
