import type { PlaceFacts, ProjectKeyFacts } from '../../../model/facts/openai.ts'
import type { Instant, Known } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { noneIfUnsupported } from '../../shared/attempt.ts'
import { all, rowsOf } from '../../shared/vendor/index.ts'
import { modelIntegration } from '../map/service-account.ts'
import { managementRead, usageRead } from '../needs.ts'
import { idOf, instantOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { usageOfOthers, usageOfTexts } from '../routes/usage.ts'
import type { UsageAnswer } from '../routes/usage.ts'

export const usageMeta = {
  id: 'usage',
  title: 'Which models each key called, and in which projects',
  tier: 'creds',
  scopes: ['organization'],
  needs: [usageRead],
  emits: ['usage'],
  after: ['project-keys', 'service-accounts'],
} as const satisfies StepMeta

/** Three pages of a month: a little more than the 90 days after which a key counts as unused. */
const days = 93

interface Seen {
  readonly models: Set<string>
  readonly projects: Set<string>
  last: number
}

export async function usage(context: OpenaiContext): Promise<void> {
  const { keys } = context.session.facts
  if (keys === undefined)
    return context.gap({
      reason: 'not-collected',
      permission: managementRead,
      detail: 'The keys are not listed: what they called was not asked for.',
    })
  const today = Math.floor(Date.parse(context.io.now) / 86_400_000) * 86_400
  const since = today - days * 86_400
  const seen = new Map<string, Seen>()
  const query = { start_time: since }
  for await (const day of rowsOf(context, usageOfTexts, { query })) note(day, seen)
  // A report that OpenAI does not have (yet) holds nothing.
  for (const report of usageOfOthers)
    for (const day of await noneIfUnsupported(all(context, report, { query }))) note(day, seen)
  for (const key of keys.keys()) patchKey(context, key, seen.get(key), instantOf(since))
  patchAccounts(context, keys, seen)
}

function note({ start_time, results }: UsageAnswer, seen: Map<string, Seen>): void {
  for (const { api_key_id, project_id, model, num_model_requests } of results) {
    // Without a key: what somebody did in the playground.
    if (typeof api_key_id !== 'string' || num_model_requests === 0) continue
    const found = seen.get(api_key_id) ?? { models: new Set(), projects: new Set(), last: 0 }
    seen.set(api_key_id, found)
    found.last = Math.max(found.last, start_time)
    if (typeof model === 'string') found.models.add(model)
    if (typeof project_id === 'string') found.projects.add(project_id)
  }
}

function patchKey(context: OpenaiContext, key: string, seen: Seen | undefined, reportedSince: Known<Instant>): void {
  const names = new Map(context.session.facts.projects?.map(({ id, name }) => [id, name]))
  const usedIn: readonly PlaceFacts[] = [...(seen?.projects ?? [])]
    .toSorted()
    .map((id) => ({ id, name: names.get(id) ?? id }))
  const facts = {
    models: [...(seen?.models ?? [])].toSorted(),
    usedIn,
    reportedAt: seen === undefined ? null : instantOf(seen.last),
    reportedSince,
  } satisfies Partial<ProjectKeyFacts>
  context.emit({ type: 'patch', of: 'credential', id: idOf(context, 'api-key', key), set: {}, facts })
}

function patchAccounts(
  context: OpenaiContext,
  keys: ReadonlyMap<string, string | undefined>,
  seen: ReadonlyMap<string, Seen>,
): void {
  const models = new Map<string, Set<string>>()
  for (const [key, account] of keys) {
    if (account === undefined || context.session.facts.serviceAccounts?.has(account) !== true) continue
    const own = models.get(account) ?? new Set<string>()
    models.set(account, own)
    for (const model of seen.get(key)?.models ?? []) own.add(model)
  }
  for (const [account, own] of models) {
    const id = idOf(context, 'openai-service-account', account)
    context.emit({ type: 'patch', of: 'identity', id, set: { ai: modelIntegration([...own].toSorted()) } })
  }
}
