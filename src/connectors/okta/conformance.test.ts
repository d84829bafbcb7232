import { conform } from '../../../test/support/connector-tester.ts'
import { oktaCanary } from '../../../fixtures/servers/okta/rows.ts'
import { oktaConfig, oktaEnv, startOkta } from '../../../test/support/okta-scan.ts'
import { connector } from './index.ts'

conform(connector, {
  env: oktaEnv,
  tier: 'deep',
  reading: /^okta\.\w+(?:\.\w+)?\.read$/,
  canaries: [oktaCanary, 'PRIVATE KEY'],
  quiet: [],
  thorough: true,
  config: oktaConfig,
  start: async (options) => {
    const server = await startOkta(options)
    const permissions = () => server.calls.flatMap(({ permission }) => (permission === '' ? [] : [permission]))
    return { url: server.url, permissions, close: server.close }
  },
})
