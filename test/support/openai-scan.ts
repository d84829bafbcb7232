/** Scans organizations at OpenAI through the test server. */
import { startOpenaiServer } from '../../fixtures/servers/openai/server.ts'
import type { OpenaiOptions } from '../../fixtures/servers/openai/server.ts'
import type { SmallServer } from '../../fixtures/servers/small/serve.ts'
import { connector } from '../../src/connectors/openai/index.ts'
import { fullOpenai, openaiOrganization } from './openai-everything.ts'
import { scanNow, type ScanInput } from './scan.ts'
import { scanSmall, type SmallScanned } from './small-scan.ts'

export const openaiEnv = { OPENAI_ADMIN_KEY: 'sk-admin-of-this-test' }

export const openaiConfig = (url: string) => ({ endpoint: url, organization: openaiOrganization })

export const startOpenai = (options: Partial<OpenaiOptions> = {}): Promise<SmallServer> =>
  startOpenaiServer({ estate: fullOpenai, now: scanNow, ...options })

export async function scanOpenai(
  options: Partial<OpenaiOptions> = {},
  { config, ...input }: Partial<Omit<ScanInput, 'connector'>> = {},
): Promise<SmallScanned> {
  const server = await startOpenai(options)
  return scanSmall(server, {
    connector,
    tier: 'deep',
    env: openaiEnv,
    config: { ...openaiConfig(server.url), ...(config as object | undefined) },
    ...input,
  })
}
