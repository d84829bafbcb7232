import type { AnthropicKeyFacts } from '../../../model/facts/anthropic.ts'
import type { Instant } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { operationOf, rowsOf } from '../../shared/vendor/index.ts'
import { modelIntegration } from '../map/model-integration.ts'
import { adminKey } from '../needs.ts'
import { defaultWorkspace, idOf, instantOf, workspaceNamed } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { reportUsage } from '../routes/organization.ts'
import type { UsageAnswer } from '../routes/organization.ts'

export const usageMeta = {
  id: 'usage',
  title: 'On which days each key was used, for which models and where',
  tier: 'creds',
  scopes: ['organization'],
  needs: [adminKey],
  emits: ['usage'],
  after: ['keys', 'service-accounts'],
} as const satisfies StepMeta

/** Three pages of a month: a little more than the 90 days after which a key counts as unused. */
const days = 93

interface Seen {
  readonly models: Set<string>
  readonly workspaces: Set<string>
  last: string
}

/** The list of keys has no last use: the report of usage is all there is, a day at a time. */
export async function usage(context: AnthropicContext): Promise<void> {
  const { keys, serviceAccounts } = context.session.facts
  if (keys === undefined)
    return context.gap({
      reason: 'not-collected',
      permission: adminKey,
      detail: 'The keys are not listed: their use was not asked for.',
    })
  const midnight = Date.parse(`${context.io.now.slice(0, 10)}T00:00:00Z`)
  const since = new Date(midnight - days * 86_400_000).toISOString().replace('.000Z', 'Z')
  const seen = new Map<string, Seen>()
  for await (const day of rowsOf(context, reportUsage, { query: { starting_at: since } })) note(day, seen)
  for (const key of keys.keys()) emitUse(context, key, seen.get(key), since)
  for (const account of serviceAccounts ?? []) {
    const own = [...keys].flatMap(([key, holder]) => (holder === account ? [...(seen.get(key)?.models ?? [])] : []))
    if (own.length === 0) continue
    const id = idOf(context, 'anthropic-service-account', account)
    const ai = modelIntegration([...new Set(own)].toSorted())
    context.emit({ type: 'patch', of: 'identity', id, set: { ai } })
  }
}

function note({ starting_at, results }: UsageAnswer, seen: Map<string, Seen>): void {
  for (const { api_key_id, workspace_id, model } of results) {
    // Without a key: what somebody did in the Console.
    if (typeof api_key_id !== 'string') continue
    const found = seen.get(api_key_id) ?? { models: new Set(), workspaces: new Set(), last: '' }
    seen.set(api_key_id, found)
    if (starting_at > found.last) found.last = starting_at
    if (typeof model === 'string') found.models.add(model)
    // The default workspace has no id here: https://platform.claude.com/docs/en/manage-claude/usage-cost-api
    found.workspaces.add(workspace_id ?? '')
  }
}

function emitUse(context: AnthropicContext, key: string, seen: Seen | undefined, reportedSince: Instant): void {
  const id = idOf(context, 'api-key', key)
  const facts = {
    models: [...(seen?.models ?? [])].toSorted(),
    usedIn: [...(seen?.workspaces ?? [])]
      .toSorted()
      .map((native) => (native === '' ? { id: 'default', name: defaultWorkspace } : workspaceNamed(context, native))),
    reportedSince,
  } satisfies Partial<AnthropicKeyFacts>
  context.emit({ type: 'patch', of: 'credential', id, set: {}, facts })
  context.emit({
    type: 'usage',
    subject: id,
    lastUsedAt: seen === undefined ? null : instantOf(seen.last),
    observedSince: reportedSince,
    precision: 'day',
    source: operationOf(reportUsage),
  })
}
