import type { GapReason } from '../../../model/index.ts'
import { gapReasons, unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { VendorError } from '../../errors.ts'
import { attempt } from '../../shared/attempt.ts'
import { all as sideBySide } from '../../shared/fan-out.ts'
import { rowsOf } from '../../shared/google/read.ts'
import { engineAccount } from '../map/agent.ts'
import { machinesIn } from '../map/machines.ts'
import { modelProjects } from '../map/model-projects.ts'
import type { Told } from '../map/runner.ts'
import { emitWorkload } from '../map/workload.ts'
import type { Attached } from '../map/workload.ts'
import { byProjectId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { listEngineAssets } from '../routes/agents.ts'
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
  await sideBySide(workloadKinds, (kind) =>
    attempt(watched, `${kind.title} were not read`, () =>
      assets ? fromAssets(watched, kind, attached) : ofProject(watched, kind, attached),
    ),
  )
  if (assets) await attachAgents(watched, attached)
  tellAttached(
    context,
    attached,
    gapReasons.find((reason) => missed.has(reason)),
  )
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

/**
 * Agents are told by a step of their own, and run as accounts all the same. Where Cloud Asset does not know them, accounts
 * of projects that use models may have one.
 */
async function attachAgents(context: GcpContext, { names, doubted }: Attached): Promise<void> {
  const { root, facts } = context.session
  await attempt(context, 'Agents were not read', async () => {
    try {
      for await (const { name, resource } of rowsOf(context, listEngineAssets, { parent: root })) {
        const account = engineAccount(resource.data)
        if (account !== undefined)
          names.set(account, [...(names.get(account) ?? []), byProjectId(name, context.session)])
      }
    } catch (error) {
      if (!(error instanceof VendorError) || error.reason !== 'unsupported') throw error
      const using = new Set(modelProjects(context) ?? facts.projects?.keys())
      for (const { email, projectId } of facts.serviceAccounts?.values() ?? [])
        if (using.has(projectId)) doubted.add(email)
    }
  })
}

/** That nothing runs as an account is known where every kind was asked for and read: Cloud Asset alone knows them all. */
function tellAttached(
  { session, emit }: GcpContext,
  { names, doubted }: Attached,
  missed: GapReason | undefined,
): void {
  for (const { entity, email } of session.facts.serviceAccounts?.values() ?? []) {
    const seen = names.get(email)
    const whole = seen !== undefined || (session.assets && !doubted.has(email))
    const attachedTo =
      missed !== undefined ? unknown(missed) : whole ? (seen ?? []).toSorted() : unknown('not-collected')
    emit({ type: 'patch', of: 'identity', id: entity, set: {}, facts: { attachedTo } })
  }
}
