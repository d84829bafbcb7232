import { conform } from '../../../test/support/connector-tester.ts'
import { anthropicCanary } from '../../../test/support/anthropic-everything.ts'
import { anthropicConfig, anthropicEnv, startAnthropic } from '../../../test/support/anthropic-scan.ts'
import { connector } from './index.ts'

conform(connector, {
  env: anthropicEnv,
  tier: 'deep',
  // Anthropic has no sign-in that only reads: what is asked is a GET each time, which `secrets.test.ts` looks at.
  reading: /^(?:Admin API key|org:admin|workspace:developer)$/,
  canaries: [anthropicCanary, ...Object.values(anthropicEnv)],
  quiet: [],
  thorough: true,
  config: anthropicConfig,
  start: async (options) => {
    const server = await startAnthropic(options)
    return { url: server.url, permissions: () => server.calls.map(({ permission }) => permission), close: server.close }
  },
})
