import type { Discovery, Look } from '../contract.ts'

/** In which tools of Slack and of others look for a token; an app-level token (`SLACK_APP_TOKEN`) reads nothing. */
const variables = ['SLACK_TOKEN', 'SLACK_USER_TOKEN', 'SLACK_ADMIN_TOKEN', 'SLACK_BOT_TOKEN']

export function discover({ env }: Look): Discovery | undefined {
  const found = variables.filter((name) => (env(name) ?? '') !== '')
  if (found.length === 0) return undefined
  const usual = found.length === 1 && found[0] === 'SLACK_TOKEN'
  return { found, settings: usual ? [] : [`auth: { tokenEnvs: [${found.join(', ')}] }`] }
}
