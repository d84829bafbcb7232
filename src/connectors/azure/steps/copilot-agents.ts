import type { CopilotPackageFacts } from '../../../model/facts/entra.ts'
import type { AiFacet } from '../../../model/index.ts'
import { VendorError } from '../../errors.ts'
import type { StepMeta } from '../../contract.ts'
import { unsupportedIfAbsent } from '../map/lacking.ts'
import { idOf, instantOf, orNone, placeOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import { all } from '../read.ts'
import { listCopilotPackages } from '../routes/copilot.ts'
import type { CopilotPackage } from '../routes/copilot.ts'

export const copilotAgentsMeta = {
  id: 'copilot-agents',
  title: 'Agents in the catalogue of Microsoft 365 Copilot',
  tier: 'core',
  scopes: ['tenant'],
  needs: ['CopilotPackages.Read.All'],
  emits: ['copilot-agents'],
  after: ['service-principals', 'agent-identities'],
} as const satisfies StepMeta

export async function copilotAgents(context: AzureContext): Promise<void> {
  const identities = new Map<string, string>()
  for (const { appId, entity } of context.session.facts.principals?.values() ?? [])
    if (entity !== undefined) identities.set(appId.toLowerCase(), entity)
  for (const row of await packagesOf(context)) {
    emitPackage(context, row)
    const ai = aiOf(row)
    const id = identities.get(row.appId?.toLowerCase() ?? '')
    if (ai !== undefined && id !== undefined)
      context.emit({ type: 'patch', of: 'identity', id, set: { class: 'ai', ai } })
  }
}

/** As soon as one version knows the list, its answer counts. */
async function packagesOf(context: AzureContext): Promise<readonly CopilotPackage[]> {
  let lacking: VendorError | undefined
  for (const route of listCopilotPackages) {
    try {
      return await unsupportedIfAbsent(route.operation, () => all(context, route))
    } catch (error) {
      if (!(error instanceof VendorError && error.reason === 'unsupported')) throw error
      lacking = error
    }
  }
  throw lacking ?? new Error('no version of the list')
}

/** `declarativeAgent` runs on Copilot's own model, `customEngineAgent` on one of its maker's; a bot alone need not be AI. */
function aiOf({ elementTypes }: CopilotPackage): AiFacet | undefined {
  const type = elementTypes?.find((each) => /agent|copilot/i.test(each))
  if (type === undefined) return undefined
  const vendor = /declarative/i.test(type) ? 'Microsoft' : 'unknown'
  return { kind: 'agent', vendor, models: [], confidence: 1, evidence: [`elementTypes ${type} of its Copilot package`] }
}

function emitPackage(context: AzureContext, row: CopilotPackage): void {
  const facts: CopilotPackageFacts = {
    packageId: row.id,
    appId: orNone(row.appId),
    ownerId: orNone(row.ownerId),
    publisher: orNone(row.publisher),
    type: orNone(row.type),
    elementTypes: (row.elementTypes ?? []).toSorted(),
    blocked: orNone(row.isBlocked),
    availableTo: orNone(row.availableTo),
    lastModifiedAt: instantOf(row.lastModifiedDateTime),
  }
  context.emit({
    type: 'resource',
    id: idOf(context, 'copilot-package', row.id),
    ...placeOf(context),
    kind: 'copilot-package',
    nativeId: row.id,
    name: row.displayName ?? row.id,
    facts,
  })
}
