import { tiers } from '../../connectors/contract.ts'
import type { Tier } from '../../connectors/contract.ts'
import { connectors } from '../../connectors/index.ts'
import { unknownName } from '../house.ts'
import { toStdout } from '../output.ts'

/** The policy for every step up to a tier, generated from what the steps declare. */
export async function permissions(
  name: string,
  flags: { readonly format: 'native' | 'terraform' | 'list'; readonly tier: Tier },
): Promise<number> {
  const connector = connectors.find((candidate) => candidate.meta.id === name)
  if (!connector)
    throw unknownName(
      '',
      'connector',
      name,
      connectors.map((candidate) => candidate.meta.id),
    )
  const steps = connector.meta.steps.filter((step) => tiers.indexOf(step.tier) <= tiers.indexOf(flags.tier))
  await toStdout([connector.permissions[flags.format](steps).trimEnd(), '\n'])
  return 0
}
