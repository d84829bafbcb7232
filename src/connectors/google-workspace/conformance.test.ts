import { conform } from '../../../test/support/connector-tester.ts'
import { workspaceCanary } from '../../../test/support/gws-everything.ts'
import { startWorkspace, workspaceConfig, workspaceEnv, workspaceFiles } from '../../../test/support/gws-scan.ts'
import { connector } from './index.ts'

conform(connector, {
  env: workspaceEnv,
  files: workspaceFiles,
  tier: 'deep',
  // Of the security of users Google has no scope that only reads.
  reading: /\.readonly$|\/admin\.directory\.user\.security$/,
  canaries: [workspaceCanary],
  quiet: [],
  thorough: true,
  config: workspaceConfig,
  start: async (options) => {
    const server = await startWorkspace(options)
    return { url: server.url, permissions: () => server.calls.map(({ permission }) => permission), close: server.close }
  },
})
