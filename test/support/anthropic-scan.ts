/** Scans organizations at Anthropic through the test server. */
import { workspaceKey } from '../../fixtures/servers/anthropic/estate.ts'
import { startAnthropicServer } from '../../fixtures/servers/anthropic/server.ts'
import type { AnthropicOptions } from '../../fixtures/servers/anthropic/server.ts'
import type { SmallServer } from '../../fixtures/servers/small/serve.ts'
import { connector } from '../../src/connectors/anthropic/index.ts'
import { anthropicOrganization, fullAnthropic } from './anthropic-everything.ts'
import { scanNow, type ScanInput } from './scan.ts'
import { scanSmall, type SmallScanned } from './small-scan.ts'

export const anthropicEnv = {
  ANTHROPIC_ADMIN_KEY: 'sk-ant-admin01-of-this-test',
  ANTHROPIC_OAUTH_TOKEN: 'sk-ant-oat01-of-this-test',
  SHOP_KEY: workspaceKey('wrkspc_shop'),
  LAB_KEY: workspaceKey('wrkspc_lab'),
}

export const anthropicConfig = (url: string) => ({
  endpoint: url,
  organization: anthropicOrganization,
  auth: { workspaceKeyEnvs: { wrkspc_shop: 'SHOP_KEY', wrkspc_lab: 'LAB_KEY' } },
})

export const startAnthropic = (options: Partial<AnthropicOptions> = {}): Promise<SmallServer> =>
  startAnthropicServer({ estate: fullAnthropic, now: scanNow, ...options })

export async function scanAnthropic(
  options: Partial<AnthropicOptions> = {},
  { config, ...input }: Partial<Omit<ScanInput, 'connector'>> = {},
): Promise<SmallScanned> {
  const server = await startAnthropic(options)
  return scanSmall(server, {
    connector,
    tier: 'deep',
    env: anthropicEnv,
    config: { ...anthropicConfig(server.url), ...(config as object | undefined) },
    ...input,
  })
}
