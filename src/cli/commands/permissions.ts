import { tiers } from '../../connectors/contract.ts'
import type { AnyConnector, Tier } from '../../connectors/contract.ts'
import { connectors } from '../../connectors/index.ts'
import { foreignConnector, loadSettings } from '../house.ts'
import { toStdout } from '../output.ts'

interface PermissionFlags {
  readonly format: 'native' | 'terraform' | 'list'
  readonly tier: Tier
  readonly config?: string
}

/** The policy for every step up to a tier, generated from what the steps declare. */
export async function permissions(name: string, flags: PermissionFlags): Promise<number> {
  const connector = await connectorNamed(name, flags)
  const steps = connector.meta.steps.filter((step) => tiers.indexOf(step.tier) <= tiers.indexOf(flags.tier))
  await toStdout([connector.permissions[flags.format](steps).trimEnd(), '\n'])
  return 0
}

async function connectorNamed(name: string, flags: PermissionFlags): Promise<AnyConnector> {
  const own = connectors.find((candidate) => candidate.meta.id === name)
  return own ?? (await foreignConnector(await loadSettings(flags), name)).connector
}
