/** Reads what gcloud exported, by the same steps that ask Google: only the answers come from files. */
import { scopeId } from '../../model/index.ts'
import type { Scope } from '../../model/index.ts'
import type { OfflineFiles, OfflineScope, Step, StepMeta } from '../contract.ts'
import { ConfigError } from '../errors.ts'
import { answeringClient } from '../shared/google/answering.ts'
import { inOrder } from '../shared/in-order.ts'
import { runOffline } from '../shared/offline.ts'
import type { OfflineGap, OfflineIo, OfflineRead } from '../shared/offline.ts'
import { answersFrom } from './offline/answers.ts'
import { containersIn } from './offline/containers.ts'
import type { Containers } from './offline/containers.ts'
import { heldIn } from './offline/files.ts'
import type { Held } from './offline/files.ts'
import { fullNameOf } from './place.ts'
import { GcpConfig } from './schema.ts'
import { emptyFacts } from './session.ts'
import type { GcpSession } from './session.ts'

export interface OwnSteps {
  readonly steps: readonly StepMeta[]
  readonly bodies: { readonly [id: string]: Step<GcpSession> }
}

/** One scope for each organization; projects without one are scopes of their own. */
export async function* readOffline(files: OfflineFiles, io: OfflineIo, own: OwnSteps): AsyncGenerator<OfflineScope> {
  refuseOthers(files)
  const given: { readonly path: string; readonly text: string }[] = []
  for (const path of files.from) given.push({ path, text: await io.readFile(path) })
  const held = heldIn(given)
  const containers = containersIn(held.assets)
  if (containers.roots.length === 0)
    throw new ConfigError(
      'No file says which organization this is.',
      'Write it with gcloud asset export, or gcloud asset list --format=json, which tell what is above each asset.',
    )
  for (const root of containers.roots) yield readRoot(root, { held, containers, io, own })
}

interface Work {
  readonly held: Held
  readonly containers: Containers
  readonly io: OfflineIo
  readonly own: OwnSteps
}

async function readRoot(root: string, { held, containers, io, own }: Work): Promise<OfflineScope> {
  const scope = scopeOf(root, containers)
  const session: GcpSession = {
    client: answeringClient(answersFrom(held, containers, root)),
    config: GcpConfig.parse({}),
    root: scope.kind === 'project' ? `projects/${scope.nativeId}` : root,
    assets: true,
    without: undefined,
    aboveIsRead: false,
    self: undefined,
    facts: emptyFacts(),
  }
  const read: OfflineRead = { records: [], gaps: [] }
  for (const { id: step } of inOrder(own.steps)) {
    const body = own.bodies[step]
    const gap = (told: OfflineGap): void => void read.gaps.push({ step, ...told })
    await runOffline(step, { scope, session, io, body, gap, refusedAs: 'failed' }, read)
  }
  tellWithoutOwnPolicy(root, held, containers, read)
  return { scope, ...read }
}

function scopeOf(root: string, { organizations, folders, projects }: Containers): Scope {
  const project = projects.find(({ name }) => name === root)
  const row = project ?? [...organizations, ...folders].find(({ name }) => name === root)
  const kind = project === undefined ? (root.startsWith('folders/') ? 'folder' : 'organization') : 'project'
  const nativeId = project?.projectId ?? root
  const shown = row?.['displayName']
  const name = typeof shown === 'string' ? shown : nativeId
  return { id: scopeId('gcp', kind, nativeId), provider: 'gcp', kind, nativeId, name }
}

/** An export of a folder or a project has policies, and none of what they inherit. */
function tellWithoutOwnPolicy(root: string, { assets }: Held, { projects }: Containers, { gaps }: OfflineRead): void {
  const policies = assets.filter(({ policy }) => policy !== undefined)
  const id = projects.find(({ name }) => name === root)?.projectId
  const names = [fullNameOf(root), ...(id === undefined ? [] : [fullNameOf(`projects/${id}`)])]
  if (policies.length === 0 || policies.some(({ name }) => names.includes(name))) return
  const detail = `The policy of ${root} itself is in no file, so that nobody knows what is inherited from it.`
  gaps.push({ step: 'allow-policies', reason: 'not-collected', detail })
}

function refuseOthers({ credentialReports, organization, resources }: OfflineFiles): void {
  if (credentialReports.length === 0 && organization === undefined && resources === undefined) return
  throw new ConfigError(
    'Files of Google Cloud are given by --from alone.',
    'Write: muster scan gcp --from resources.json --from policies.json.',
  )
}
