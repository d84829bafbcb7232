import type { PoolProviderFacts } from '../../../model/facts/gcp.ts'
import { isKnown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { attempt } from '../../shared/attempt.ts'
import { all } from '../../shared/google/read.ts'
import { byProjectNumber, emitProvider, poolOf, providerFacts } from '../map/pool-provider.ts'
import { emitTrusts } from '../map/pool-trust.ts'
import type { GcpContext } from '../place.ts'
import { listPoolAssets, listPools, listProviderAssets, listProviders } from '../routes/workload-pools.ts'
import type { ProviderAnswer } from '../routes/workload-pools.ts'

export const workloadPoolsMeta = {
  id: 'workload-pools',
  title: 'Whose tokens become principals',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: [
    'cloudasset.assets.listResource',
    'iam.googleapis.com/workloadIdentityPools.list',
    'iam.googleapis.com/workloadIdentityPoolProviders.list',
  ],
  emits: ['workload-pools'],
  after: ['hierarchy', 'service-accounts', 'allow-policies'],
} as const satisfies StepMeta

interface Pool {
  readonly name: string
  readonly disabled?: boolean | undefined
  readonly state?: string | undefined
}

export async function workloadPools(context: GcpContext): Promise<void> {
  const { assets, root, facts } = context.session
  if (!assets && !root.startsWith('projects/')) return context.skip('Pools of its projects are told with the projects.')
  const pools = await attempt(context, 'Pools of workload identity were not read', async () => poolsOf(context))
  const known: readonly Pool[] = isKnown(pools) ? pools : []
  const off = new Set(known.filter(({ disabled }) => disabled === true).map(({ name }) => name))
  const gone = new Set(known.filter(({ state }) => state === 'DELETED').map(({ name }) => name))
  const found = (await providersOf(context, known)).filter(
    ({ name, state }) => state !== 'DELETED' && !gone.has(poolOf(name)),
  )
  const byPool = new Map<string, PoolProviderFacts[]>()
  for (const provider of found) {
    const told = providerFacts(provider, provider.name, off.has(poolOf(provider.name)))
    emitProvider(context, told)
    byPool.set(told.poolName, [...(byPool.get(told.poolName) ?? []), told])
  }
  const { operation } = assets ? listProviderAssets : listProviders
  for (const binding of facts.poolBindings) emitTrusts(context, binding, byPool, operation)
}

async function poolsOf(context: GcpContext): Promise<readonly Pool[]> {
  const { assets, root } = context.session
  const pools = assets
    ? (await all(context, listPoolAssets, { parent: root })).map(({ resource }) => resource.data)
    : await all(context, listPools, { parent: `${root}/locations/global` })
  return pools.map((pool) => ({ ...pool, name: byProjectNumber(pool.name, context) }))
}

/** By its own API the providers of each pool are asked for, also of one that is disabled. */
async function providersOf(context: GcpContext, pools: readonly Pool[]): Promise<readonly ProviderAnswer[]> {
  const { assets, root } = context.session
  const named = (rows: readonly ProviderAnswer[]): readonly ProviderAnswer[] =>
    rows.map((row) => ({ ...row, name: byProjectNumber(row.name, context) }))
  const read = async (what: string, work: () => Promise<readonly ProviderAnswer[]>) => {
    const rows = await attempt(context, `Providers of ${what} were not read`, work)
    return isKnown(rows) ? named(rows) : []
  }
  if (assets)
    return read('pools', async () =>
      (await all(context, listProviderAssets, { parent: root })).map(({ resource }) => resource.data),
    )
  const lists = await Promise.all(
    pools
      .filter(({ state }) => state !== 'DELETED')
      .map(async ({ name }) => read(name, async () => all(context, listProviders, { parent: name }))),
  )
  return lists.flat()
}
