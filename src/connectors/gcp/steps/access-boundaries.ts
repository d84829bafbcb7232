import { VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { all } from '../../shared/google/read.ts'
import { emitBoundary } from '../map/access-boundary.ts'
import { onceEach } from '../once.ts'
import type { GcpContext } from '../place.ts'
import { listBindingAssets, listBoundaries, listBoundaryAssets, searchBindings } from '../routes/access-boundaries.ts'
import type { BindingAnswer, BoundaryAnswer } from '../routes/access-boundaries.ts'

export const accessBoundariesMeta = {
  id: 'access-boundaries',
  title: 'Principal access boundaries',
  tier: 'creds',
  scopes: ['organization', 'folder', 'project'],
  needs: [
    'cloudasset.assets.listResource',
    'iam.principalaccessboundarypolicies.list',
    'iam.principalaccessboundarypolicies.searchPolicyBindings',
  ],
  emits: ['access-boundaries'],
  after: ['hierarchy'],
} as const satisfies StepMeta

interface Boundaries {
  readonly policies: readonly BoundaryAnswer[]
  readonly bindings: readonly BindingAnswer[]
}

/** They belong to organizations, and hold principals wherever these work. */
export async function accessBoundaries(context: GcpContext): Promise<void> {
  const { root, assets, aboveIsRead, facts } = context.session
  const whole = root.startsWith('organizations/')
  if (!whole && aboveIsRead) return context.skip('They are told with the organization.')
  const organization = whole ? root : facts.above?.find((name) => name.startsWith('organizations/'))
  if (organization === undefined && facts.above !== undefined)
    return context.skip(`${root} belongs to no organization, and boundaries do.`)
  if (organization === undefined)
    return context.gap({
      reason: 'not-collected',
      detail: `Principal access boundaries were not read: the organization above ${root} is not known.`,
    })
  const { policies, bindings } =
    (whole && assets ? await byAssets(context, organization) : undefined) ??
    (await once(context.session.client, organization, () => byIam(context, organization)))
  for (const policy of policies)
    emitBoundary(
      context,
      policy,
      bindings.filter((binding) => binding.policy === policy.name),
    )
}

const once = onceEach<Boundaries>()

/** undefined: it does not know them, and IAM is asked instead, which takes longer. */
async function byAssets(context: GcpContext, parent: string): Promise<Boundaries | undefined> {
  try {
    const policies = (await all(context, listBoundaryAssets, { parent })).map(({ resource }) => resource.data)
    if (policies.length === 0) return { policies, bindings: [] }
    const bindings = (await all(context, listBindingAssets, { parent })).map(({ resource }) => resource.data)
    return { policies, bindings }
  } catch (error) {
    if (error instanceof VendorError && error.reason === 'unsupported') return undefined
    throw error
  }
}

/** What cannot be read of it is missing in all scopes that are told, so that it has to fail. */
async function byIam({ session, call }: GcpContext, organization: string): Promise<Boundaries> {
  const policies = await all({ session, call }, listBoundaries, { organization })
  const bindings: BindingAnswer[] = []
  for (const { name } of policies) bindings.push(...(await all({ session, call }, searchBindings, { policy: name })))
  return { policies, bindings }
}
