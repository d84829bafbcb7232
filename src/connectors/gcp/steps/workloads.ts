import type { GapReason } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { attempt } from '../../shared/attempt.ts'
import { all as sideBySide } from '../../shared/fan-out.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { attachAgents, tellAttached } from '../attached.ts'
import type { Attached } from '../attached.ts'
import { machinesIn } from '../map/machines.ts'
import type { Told } from '../map/runner.ts'
import { emitWorkload } from '../map/workload.ts'
import type { GcpContext } from '../place.ts'
import { listMachines, machineKind, workloadKinds } from '../routes/workloads.ts'
import type { WorkloadKind } from '../routes/workloads.ts'

export const workloadsMeta = {
  id: 'workloads',
  title: 'What runs as which service account',
  tier: 'core',
  scopes: ['organization', 'folder', 'project'],
  needs: [
    'cloudasset.assets.listResource',
    'compute.instances.list',
    'run.services.list',
    'run.jobs.list',
    'cloudfunctions.functions.list',
    'container.clusters.list',
    'cloudbuild.builds.list',
  ],
  emits: ['workloads'],
  after: ['hierarchy', 'service-accounts', 'allow-policies'],
} as const satisfies StepMeta

export async function workloads(context: GcpContext): Promise<void> {
  const { assets, root } = context.session
  if (!assets && !root.startsWith('projects/'))
    return context.skip('What runs in its projects is told with the projects.')
  const attached: Attached = { names: new Map(), doubted: new Set() }
  const missed = new Set<GapReason>()
  const watched: GcpContext = {
    ...context,
    gap: (gap) => {
      missed.add(gap.reason)
      context.gap(gap)
    },
  }
  // Each for itself: a type that this cloud does not know, or an API that is off, keeps back no other.
  const off: WorkloadKind[] = []
  await sideBySide(workloadKinds, (kind) =>
    attempt(watched, `${kind.title} were not read`, async () => {
      if (assets) return fromAssets(watched, kind, attached)
      if (!(await isOn(ofProject(watched, kind, attached)))) off.push(kind)
    }),
  )
  tellOff(watched, off)
  if (assets) await attachAgents(watched, attached)
  tellAttached(context, attached, missed)
}

async function fromAssets(context: GcpContext, kind: WorkloadKind, attached: Attached): Promise<void> {
  const { assets: route, assetType } = kind
  const source = route.operation
  for await (const { name, ancestors, resource } of rowsOf(context, route, { parent: context.session.root }))
    emitWorkload(
      context,
      { name, ancestors, assetType, told: resource.data, location: resource.location, source },
      attached,
    )
}

async function ofProject(context: GcpContext, kind: WorkloadKind, attached: Attached): Promise<void> {
  const project = context.session.root.slice('projects/'.length)
  const tell = (told: Told, source: string): void => {
    const name = told.fullName?.(project)
    const { assetType } = kind
    if (name === undefined)
      context.gap({ reason: 'failed', detail: `A row of Google’s answer to ${source} cannot be read: it has no name.` })
    else emitWorkload(context, { name, assetType, told, source }, attached)
  }
  if (kind === machineKind)
    for await (const page of rowsOf(context, listMachines, { project }))
      for (const told of machinesIn(context, page)) tell(told, listMachines.operation)
  else if (kind.ofProject !== undefined)
    for await (const told of rowsOf(context, kind.ofProject, { project })) tell(told, kind.ofProject.operation)
}

/** False: its API is not enabled in the project. */
async function isOn(reading: Promise<void>): Promise<boolean> {
  try {
    await reading
    return true
  } catch (error) {
    if (error instanceof VendorError && error.reason === 'unsupported') return false
    throw error
  }
}

/** In one gap, for most projects use few of them. What an API that is off would show is not known to be nothing. */
function tellOff({ session, gap }: GcpContext, off: readonly WorkloadKind[]): void {
  if (off.length === 0) return
  const titles = off.map(({ title }) => title).toSorted()
  const services = [...new Set(off.map(({ assetType }) => assetType.replace(/\/.*/, '')))].toSorted()
  const detail = `${titles.join(', ')} were not read: in ${session.root} these APIs are not enabled: ${services.join(', ')}.`
  gap({ reason: 'unsupported', detail })
}
