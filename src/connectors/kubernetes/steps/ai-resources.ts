import type { AiResourceFacts } from '../../../model/facts/kubernetes.ts'
import type { Identity } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { classWith } from '../../shared/ai-facets.ts'
import { attempt } from '../../shared/attempt.ts'
import { one } from '../../shared/vendor/index.ts'
import { aiOfAccount, aiOfKind } from '../ai.ts'
import { accountId } from '../map/principals.ts'
import { noteRunner } from '../map/workload.ts'
import { accountName, idOf, placeOf } from '../place.ts'
import type { KubernetesContext } from '../place.ts'
import { listOf } from '../read.ts'
import { aiKinds, getGroups, listAi } from '../routes/ai.ts'
import type { AiAnswer, AiKind } from '../routes/ai.ts'

export const aiResourcesMeta = {
  id: 'ai-resources',
  title: 'Agents and models that platforms in the cluster know',
  tier: 'deep',
  scopes: ['cluster'],
  needs: [getGroups.permission, ...aiKinds.map(({ plural, group }) => `list ${plural}.${group}`)],
  emits: ['ai-resources'],
  after: ['workloads'],
} as const satisfies StepMeta

export async function aiResources(context: KubernetesContext): Promise<void> {
  const { groups } = await one(context, getGroups)
  const versions = new Map(groups.map(({ name, preferredVersion }) => [name, preferredVersion?.version]))
  const found = new Set<string>()
  for (const kind of aiKinds) {
    const version = versions.get(kind.group)
    if (version === undefined) continue
    await attempt(context, `Each ${kind.kind} of ${kind.group}`, () => listOne(context, kind, version, found))
  }
  for (const account of found) tell(context, account)
}

/** A platform may have its API without this kind. */
async function listOne(context: KubernetesContext, kind: AiKind, version: string, found: Set<string>): Promise<void> {
  try {
    for await (const answer of listOf(context, listAi(kind, version))) emitResource(context, kind, answer, found)
  } catch (error) {
    if (!(error instanceof VendorError) || error.reason !== 'unsupported') throw error
  }
}

function emitResource(
  context: KubernetesContext,
  { group, kind, plural }: AiKind,
  { metadata, spec }: AiAnswer,
  found: Set<string>,
): void {
  const { namespace, name } = metadata
  const nativeId = `${namespace}/${kind.toLowerCase()}/${name}`
  const account = spec.accounts[0] ?? null
  const facts = { namespace, group, kind, serviceAccount: account, models: spec.models } satisfies AiResourceFacts
  const id = idOf(context, 'ai-resource', nativeId)
  const called = `${namespace}/${name}`
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'ai-resource', nativeId, name: called, facts })
  if (account === null) return
  const to = accountId(context, namespace, account)
  const evidence = [{ source: `list ${plural}.${group}`, detail: nativeId }]
  context.emit({ type: 'edge', kind: 'runs-as', from: id, to, level: 'configured', evidence })
  const ai = aiOfKind(group, kind)
  const key = `${namespace}/${account}`
  const own = { workload: nativeId, ai: ai && { ...ai, models: spec.models } }
  noteRunner(context, key, own)
  found.add(key)
}

function tell(context: KubernetesContext, account: string): void {
  const { runners, accounts } = context.session.facts
  const ai = aiOfAccount(runners.get(account) ?? [])
  if (ai === undefined || accounts?.has(account) === false) return
  const [namespace = '', name = ''] = account.split('/')
  const set: Partial<Identity> = { ai, class: classWith(ai, 'machine') }
  context.emit({
    type: 'patch',
    of: 'identity',
    id: idOf(context, 'service-account', accountName(namespace, name)),
    set,
  })
}
