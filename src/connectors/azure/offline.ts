/** Reads what az and Graph Explorer wrote, by the same steps that ask Microsoft: only the answers come from files. */
import { scopeId } from '../../model/index.ts'
import type { Scope } from '../../model/index.ts'
import { ConfigError } from '../errors.ts'
import type { OfflineFiles, OfflineScope, Step, StepMeta } from '../contract.ts'
import { endpointsOf } from './clouds.ts'
import { answersFrom, notInFiles } from './offline/answers.ts'
import type { FileAnswers } from './offline/answers.ts'
import { partOf } from './offline/files.ts'
import type { Part } from './offline/files.ts'
import { inOrder } from '../shared/in-order.ts'
import { runOffline } from '../shared/offline.ts'
import type { OfflineGap, OfflineIo, OfflineRead, OfflineRun } from '../shared/offline.ts'
import { AzureConfig } from './schema.ts'
import { emptyFacts } from './session.ts'
import type { AzureSession } from './session.ts'

export interface OwnSteps {
  readonly steps: readonly StepMeta[]
  readonly bodies: { readonly [id: string]: Step<AzureSession> }
}

/** One scope: files of Graph do not say which tenant they are of, so that all that are given are of one. */
export async function* readOffline(files: OfflineFiles, io: OfflineIo, own: OwnSteps): AsyncGenerator<OfflineScope> {
  refuseOthers(files)
  const parts: Part[] = []
  for (const path of files.from) parts.push(partOf(path, await io.readFile(path)))
  const { tenantId, name } = tenantIn(parts)
  const scope: Scope = {
    id: scopeId('azure', 'tenant', tenantId),
    provider: 'azure',
    kind: 'tenant',
    nativeId: tenantId,
    name,
  }
  const answers = answersFrom(parts)
  const config = AzureConfig.parse({})
  const session: AzureSession = {
    client: { config, endpoints: endpointsOf(config, () => undefined), send: answers.send },
    tenantId,
    tokens: async () => '',
    claims: { delegated: false },
    facts: emptyFacts(),
  }
  const read: OfflineRead = { records: [], gaps: [] }
  for (const { id } of inOrder(own.steps))
    await runStep(id, { scope, session, io, body: own.bodies[id], answers }, read)
  yield { scope, ...read }
}

/** What no file has is not collected; and a list that goes on where its file ends is told of. */
async function runStep(
  step: string,
  { answers, ...run }: Omit<OfflineRun<AzureSession>, 'gap' | 'refusedAs'> & { readonly answers: FileAnswers },
  read: OfflineRead,
): Promise<void> {
  const gap = (told: OfflineGap): void => {
    const { detail } = told
    const missing =
      detail.includes(notInFiles) && ({ reason: 'not-collected', detail: detail.replace(notInFiles, '') } as const)
    read.gaps.push({ step, ...told, ...missing })
  }
  await runOffline(step, { ...run, gap, refusedAs: 'not-collected' }, read)
  for (const path of answers.cut()) {
    const detail = `${path} is cut off: its list goes on where it ends, and no file has the rest.`
    gap({ reason: 'not-collected', detail })
  }
}

/** The organization says it, else the subscriptions do, where they are all of one tenant. */
function tenantIn(parts: readonly Part[]): { readonly tenantId: string; readonly name: string } {
  const [organization] = parts.flatMap(({ list, rows }) => (list === 'organization' ? rows : []))
  const { id, displayName } = organization ?? {}
  if (typeof id === 'string')
    return { tenantId: id.toLowerCase(), name: typeof displayName === 'string' ? displayName : id }
  const told = parts.flatMap(({ list, rows }) => (list === 'azure' ? rows.map((row) => row['tenantId']) : []))
  const tenants = new Set(
    told.flatMap((tenant) => (typeof tenant === 'string' && tenant !== '' ? [tenant.toLowerCase()] : [])),
  )
  const [tenantId] = tenants
  if (tenantId !== undefined && tenants.size === 1) return { tenantId, name: tenantId }
  throw new ConfigError(
    tenants.size === 0 ? 'No file says which tenant this is.' : 'The files are of several tenants.',
    'Add the organization: az rest --url https://graph.microsoft.com/v1.0/organization > organization.json.',
  )
}

function refuseOthers({ credentialReports, organization, resources }: OfflineFiles): void {
  if (credentialReports.length === 0 && organization === undefined && resources === undefined) return
  throw new ConfigError(
    'Files of Azure are given by --from alone.',
    'Write: muster scan azure --from organization.json --from service-principals.json.',
  )
}
