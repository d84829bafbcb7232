/** The least that Muster has to be given: which sign-ins, and what they are for. */
import type { StepMeta } from '../contract.ts'
import { adminKey, orgAdmin, workspaceDeveloper } from './needs.ts'

const means: { readonly [need: string]: string } = {
  [adminKey]:
    'an Admin API key of its own: platform.claude.com > Settings > Admin keys (administrators alone); read from ANTHROPIC_ADMIN_KEY',
  [orgAdmin]:
    'an OAuth token with org:admin, for service accounts and federation: ant auth login --scope org:admin, or a federation rule; read from ANTHROPIC_OAUTH_TOKEN',
  [workspaceDeveloper]: 'a key of each workspace whose managed agents are to be seen (auth.workspaceKeyEnvs)',
}

function neededBy(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap((step) => step.needs))].toSorted()
}

function native(steps: readonly StepMeta[]): string {
  return `# Anthropic has no sign-in that only reads. Muster asks nothing but to read; each of these may do more:
# keep it where nothing else gets at it, and hand over only what is needed.
${neededBy(steps)
  .map((need) => `- ${need}: ${means[need] ?? need}\n`)
  .join('')}`
}

function list(steps: readonly StepMeta[]): string {
  return `${neededBy(steps).join('\n')}\n`
}

/** There is no Terraform provider of Anthropic’s own. */
function terraform(steps: readonly StepMeta[]): string {
  return `# By hand: Anthropic has no Terraform provider.
output "anthropic_sign_ins" {
  value = [
${neededBy(steps)
  .map((need) => `    "${need}",\n`)
  .join('')}  ]
}
`
}

export const permissions = { native, terraform, list }
