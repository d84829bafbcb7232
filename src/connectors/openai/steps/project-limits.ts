import type { ProjectFacts, SpendLimit } from '../../../model/facts/openai.ts'
import type { Known, Unknown } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { all as together } from '../../shared/fan-out.ts'
import { collectMisses } from '../../shared/misses.ts'
import type { Misses } from '../../shared/misses.ts'
import type { Route } from '../../shared/vendor/index.ts'
import { all, one } from '../../shared/vendor/index.ts'
import { managementRead } from '../needs.ts'
import { idOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import {
  getHostedTools,
  getModelPermissions,
  getProjectSpendLimit,
  getSpendLimit,
  listProjectSpendAlerts,
  listRateLimits,
  listSpendAlerts,
} from '../routes/limits.ts'
import type { SpendingAnswer } from '../routes/limits.ts'
import type { ProjectRow } from '../session.ts'

export const projectLimitsMeta = {
  id: 'project-limits',
  title: 'What holds projects back: spending, models, tools, rates',
  tier: 'creds',
  scopes: ['organization'],
  needs: [managementRead],
  emits: ['project-limits'],
  after: ['projects'],
} as const satisfies StepMeta

/** Two requests, and five for each project that is not archived. */
export async function projectLimits(context: OpenaiContext): Promise<void> {
  const { projects } = context.session.facts
  if (projects === undefined)
    return context.gap({
      reason: 'not-collected',
      permission: managementRead,
      detail: 'The projects are not listed: what holds them back was not asked for.',
    })
  await organizationLimits(context)
  const misses = collectMisses()
  await together(
    projects.filter(({ active }) => active),
    (project) => limitsOf(context, project, misses),
  )
  misses.tell(context, 'Limits of')
}

async function organizationLimits(context: OpenaiContext): Promise<void> {
  const spendLimit = await attempt(context, 'The spend limit of the organization', () =>
    noneIfAbsent(async () => spendLimitOf(await one(context, getSpendLimit))),
  )
  const spendAlerts = await attempt(context, 'The spend alerts of the organization', () =>
    count(context, listSpendAlerts, {}),
  )
  const id = idOf(context, 'organization', context.scope.nativeId)
  context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { spendLimit, spendAlerts } })
}

async function limitsOf(context: OpenaiContext, { id: project, name }: ProjectRow, misses: Misses): Promise<void> {
  const path = { project }
  const read = <T>(work: () => Promise<T>): Promise<T | Unknown> => orMiss(misses, name, work)
  const facts = {
    spendLimit: await read(() =>
      noneIfAbsent(async () => spendLimitOf(await one(context, getProjectSpendLimit, { path }))),
    ),
    spendAlerts: await read(() => count(context, listProjectSpendAlerts, path)),
    models: await read(() =>
      noneIfAbsent(async () => {
        const { mode, model_ids } = await one(context, getModelPermissions, { path })
        // A list of nothing to keep out keeps nothing out.
        return mode === 'deny_list' && model_ids.length === 0 ? null : { mode, ids: model_ids.toSorted() }
      }),
    ),
    hostedTools: await read(async () => enabledIn(await one(context, getHostedTools, { path }))),
    limitedModels: await read(() => count(context, listRateLimits, path)),
  } satisfies Partial<ProjectFacts>
  context.emit({ type: 'patch', of: 'resource', id: idOf(context, 'project', project), set: {}, facts })
}

async function orMiss<T>(misses: Misses, name: string, work: () => Promise<T>): Promise<T | Unknown> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError)) throw error
    misses.addError(name, error)
    return unknown(error.reason)
  }
}

async function noneIfAbsent<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof AbsentError) return null
    throw error
  }
}

async function count(
  context: OpenaiContext,
  route: Route<unknown>,
  path: { readonly [name: string]: string },
): Promise<number> {
  const rows = await all(context, route, { path })
  return rows.length
}

function spendLimitOf({ threshold_amount, currency, enforcement }: SpendingAnswer): Known<SpendLimit> {
  return { amount: threshold_amount, currency, enforcing: enforcement?.status === 'enforcing' }
}

function enabledIn(tools: { readonly [tool: string]: unknown }): readonly string[] {
  return Object.entries(tools)
    .filter(([, tool]) => typeof tool === 'object' && tool !== null && 'enabled' in tool && tool.enabled === true)
    .map(([name]) => name)
    .toSorted()
}
