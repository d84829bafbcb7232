/** Scans workspaces through the Slack test server. */
import { startSlackServer } from '../../fixtures/servers/slack/server.ts'
import type { SlackServer, SlackServerOptions } from '../../fixtures/servers/slack/server.ts'
import { connector } from '../../src/connectors/slack/index.ts'
import { scan, scanNow, type ScanInput, type Scanned } from './scan.ts'
import { everything, teamId, tokens } from './slack-everything.ts'

export type Found = { readonly [name: string]: unknown }

export interface SlackScanned extends Scanned, Pick<SlackServer, 'calls'> {
  readonly found: (type: string, nativeId: string, kind?: string) => Found
  readonly all: (type: string, kind: string) => readonly Found[]
}

export const slackEnv = {
  SLACK_TOKEN: tokens.user.token,
  SLACK_BOT_TOKEN: tokens.bot.token,
  SLACK_ORGANIZATION_TOKEN: tokens.organization.token,
  SLACK_CONFIGURATION_TOKEN: tokens.configuration.token,
}

export function slackConfig(url: string) {
  return {
    workspaces: [teamId],
    auth: {
      tokenEnvs: ['SLACK_BOT_TOKEN', 'SLACK_ORGANIZATION_TOKEN', 'SLACK_TOKEN'],
      configurationTokenEnv: 'SLACK_CONFIGURATION_TOKEN',
    },
    endpoints: { api: `${url}/api`, audit: url },
  }
}

export const startSlack = (options: Partial<SlackServerOptions> = {}): Promise<SlackServer> =>
  startSlackServer({ estate: everything(), now: scanNow, ...options })

export async function scanSlack(
  options: Partial<SlackServerOptions> = {},
  input: Partial<Omit<ScanInput, 'connector'>> & { readonly config?: object } = {},
): Promise<SlackScanned> {
  const server = await startSlack(options)
  const config = { ...slackConfig(server.url), ...input.config }
  try {
    const scanned = await scan({ tier: 'deep', ...input, connector, config, env: { ...slackEnv, ...input.env } })
    const rows = scanned.records as readonly unknown[] as readonly Found[]
    return {
      ...scanned,
      calls: server.calls,
      all: (type, kind) => rows.filter((row) => row['type'] === type && row['kind'] === kind),
      found: (type, nativeId, kind) => {
        const found = rows.find(
          (row) => row['type'] === type && row['nativeId'] === nativeId && (kind === undefined || row['kind'] === kind),
        )
        if (found === undefined) throw new Error(`there is no ${type} ${nativeId}`)
        return found
      },
    }
  } finally {
    await server.close()
  }
}

export const slackScopeId = `slack:workspace:${teamId}`
