/** The least that Muster has to be allowed: scopes of an app of one's own, as its manifest has them. */
import type { StepMeta } from '../contract.ts'
import { adminScope, appScope, auditScope, configurationToken } from './needs.ts'

function needed(steps: readonly StepMeta[]): readonly string[] {
  return [...new Set(steps.flatMap(({ needs }) => needs))].toSorted()
}

const isScope = (need: string): boolean => need !== configurationToken
const ofOrganization = new Set<string>([appScope, auditScope])

function manifestOf(name: string, scopes: readonly string[], organization: boolean): string {
  const manifest = {
    display_information: { name, description: 'Reads which apps there are; writes nothing.' },
    oauth_config: { scopes: { user: scopes } },
    settings: { org_deploy_enabled: organization, socket_mode_enabled: false, token_rotation_enabled: false },
  }
  return JSON.stringify(manifest, null, 2)
}

/** Manifests, for api.slack.com/apps > Create New App > From a manifest. */
function native(steps: readonly StepMeta[]): string {
  const needs = needed(steps)
  const own = needs.filter((need) => isScope(need) && !ofOrganization.has(need))
  const above = needs.filter((need) => ofOrganization.has(need))
  return [
    `# For a workspace: an administrator of it installs this, and the User OAuth Token goes to SLACK_TOKEN.\n${manifestOf('Muster', own, false)}`,
    ...(needs.includes(adminScope)
      ? [
          `# ${adminScope} may also administer: Slack has no scope that only reads the log of integrations.\n# Leave it out, and apps without a bot user, who installed them and their scopes stay unknown.`,
        ]
      : []),
    ...(above.length === 0
      ? []
      : [
          `# On Slack Enterprise only: the primary owner installs this on the organization, and its token goes to a second variable.\n${manifestOf('Muster for the organization', above, true)}`,
        ]),
    ...(needs.includes(configurationToken)
      ? [
          '# If manifests of apps of your own are to be read: api.slack.com/apps > Your App Configuration Tokens, good for 12 hours.\n# Such a token can change apps, too.',
        ]
      : []),
  ]
    .join('\n\n')
    .concat('\n')
}

function list(steps: readonly StepMeta[]): string {
  return `${needed(steps).join('\n')}\n`
}

/** No provider of Terraform installs apps: Slack wants a person to agree to the scopes. */
function terraform(steps: readonly StepMeta[]): string {
  return `# Slack lets nobody install an app but a person in a browser. What Muster needs, for whoever does:
output "slack_scopes" {
  value = [
${needed(steps)
  .map((need) => `    "${need}",\n`)
  .join('')}  ]
}
`
}

export const permissions = { native, terraform, list }
