import { conform } from '../../../test/support/connector-tester.ts'
import { openaiCanary } from '../../../test/support/openai-everything.ts'
import { openaiConfig, openaiEnv, startOpenai } from '../../../test/support/openai-scan.ts'
import { connector } from './index.ts'

conform(connector, {
  env: openaiEnv,
  tier: 'deep',
  reading: /\.read$/,
  canaries: [openaiCanary, openaiEnv.OPENAI_ADMIN_KEY],
  quiet: [],
  thorough: true,
  config: openaiConfig,
  start: async (options) => {
    const server = await startOpenai(options)
    return { url: server.url, permissions: () => server.calls.map(({ permission }) => permission), close: server.close }
  },
})
