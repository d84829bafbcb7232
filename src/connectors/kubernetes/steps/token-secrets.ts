import type { TokenSecretFacts } from '../../../model/facts/kubernetes.ts'
import { unknown } from '../../../model/index.ts'
import type { Instant, Known, Usage } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { AbsentError } from '../../errors.ts'
import { attempt } from '../../shared/attempt.ts'
import { one } from '../../shared/vendor/index.ts'
import { accountId } from '../map/principals.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { getTracking, listTokenSecrets, tokenLabels } from '../routes/further.ts'
import type { TokenSecretAnswer } from '../routes/further.ts'

export const tokenSecretsMeta = {
  id: 'token-secrets',
  title: 'Secrets that hold tokens without an end: their metadata',
  tier: 'creds',
  scopes: ['cluster'],
  needs: [listTokenSecrets.permission, getTracking.permission],
  emits: ['token-secrets'],
  after: ['service-accounts'],
} as const satisfies StepMeta

export async function tokenSecrets(context: KubernetesContext): Promise<void> {
  if (!context.session.config.secretMetadata) {
    context.skip(
      'Not asked for: Kubernetes has no permission for metadata alone. secretMetadata: true takes list secrets.',
    )
    return
  }
  const since = await attempt(context, 'Since when the use of tokens is written down', () => trackedSince(context))
  for await (const answer of listOf(context, listTokenSecrets)) emitToken(context, answer, since)
}

/** Unknown before Kubernetes 1.26, which does not write it down. */
async function trackedSince(context: KubernetesContext): Promise<Known<Instant>> {
  try {
    const { data } = await one(context, getTracking)
    return data?.since === undefined ? unknown('unsupported') : dayOf(data.since)
  } catch (error) {
    if (error instanceof AbsentError) return unknown('unsupported')
    throw error
  }
}

/** `2026-11-20` */
function dayOf(day: string): Known<Instant> {
  return instantOf(/^\d{4}-\d{2}-\d{2}$/.test(day) ? `${day}T00:00:00Z` : day)
}

function emitToken(context: KubernetesContext, { metadata }: TokenSecretAnswer, since: Known<Instant>): void {
  const { namespace, name, annotations, labels, creationTimestamp } = metadata
  const account = annotations?.[tokenLabels.accountOf]
  // Kubernetes removes what names no account.
  if (account === undefined) return
  const nativeId = `${namespace}/${name}`
  const id = idOf(context, 'token', nativeId)
  const invalidSince = labels?.[tokenLabels.invalidSince] ?? null
  const createdAt = instantOf(creationTimestamp)
  const evidence = [{ source: listTokenSecrets.permission, detail: nativeId }]
  context.emit({
    type: 'credential',
    id,
    ...placeOf(context),
    kind: 'token',
    nativeId,
    name: nativeId,
    createdAt,
    expiresAt: null,
    rotatedAt: createdAt,
    enabled: invalidSince === null,
    lifetime: 'static',
    facts: { namespace, secret: name, account, invalidSince } satisfies TokenSecretFacts,
  })
  const to = accountId(context, namespace, account)
  context.emit({ type: 'edge', kind: 'authenticates', from: id, to, level: 'configured', evidence })
  context.emit({ type: 'usage', ...usageOf(id, labels?.[tokenLabels.lastUsed], since) })
}

/** A label with a day; without it the token was not used since labels are written, if they are. */
function usageOf(subject: string, lastUsed: string | undefined, since: Known<Instant>): Usage {
  const source = `label ${tokenLabels.lastUsed}`
  if (lastUsed !== undefined)
    return { subject, lastUsedAt: dayOf(lastUsed), observedSince: since, precision: 'day', source }
  const lastUsedAt = typeof since === 'string' ? null : since
  return { subject, lastUsedAt, observedSince: since, precision: typeof since === 'string' ? 'day' : 'none', source }
}
