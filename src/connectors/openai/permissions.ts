/** The least that Muster has to be allowed: reading scopes of one admin key. */
import type { StepMeta } from '../contract.ts'

function neededBy(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap((step) => step.needs))].toSorted()
}

function native(steps: readonly StepMeta[]): string {
  return `# platform.openai.com > Settings > Organization > Admin keys > Create new admin key (owners of the organization alone):
# an admin key with these scopes and no others, that ends by itself; Muster reads it from OPENAI_ADMIN_KEY.
${neededBy(steps)
  .map((scope) => `- ${scope}\n`)
  .join('')}
# Where OpenAI offers no choice of scopes, an admin key may change everything: keep it where nothing but Muster gets at it.
`
}

function list(steps: readonly StepMeta[]): string {
  return `${neededBy(steps).join('\n')}\n`
}

/** No Terraform provider of OpenAI’s own hands out scopes, and a key that Terraform made would stand in its state. */
function terraform(steps: readonly StepMeta[]): string {
  return `# By hand, so that the key stands in no state file: Settings > Organization > Admin keys.
output "openai_admin_key_scopes" {
  value = [
${neededBy(steps)
  .map((scope) => `    "${scope}",\n`)
  .join('')}  ]
}
`
}

export const permissions = { native, terraform, list }
