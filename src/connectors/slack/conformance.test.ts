import { conform } from '../../../test/support/connector-tester.ts'
import { slackCanary } from '../../../test/support/slack-everything.ts'
import { slackConfig, slackEnv, startSlack } from '../../../test/support/slack-scan.ts'
import { configurationToken } from './needs.ts'
import { connector } from './index.ts'

conform(connector, {
  env: slackEnv,
  tier: 'deep',
  // Of the log of integrations, and of manifests, Slack has nothing that only reads.
  reading: new RegExp(`^$|:read(?:\\.email)?$|^admin$|^${configurationToken}$`),
  signIn: [''],
  canaries: [slackCanary],
  // The sign-in tells all that it knows.
  quiet: ['team'],
  open: [],
  thorough: true,
  config: slackConfig,
  start: async (options) => {
    const server = await startSlack(options)
    return { url: server.url, permissions: () => server.calls.map(({ permission }) => permission), close: server.close }
  },
})
