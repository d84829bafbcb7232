import { conform } from '../../../test/support/connector-tester.ts'
import { azureCanary } from '../../../test/support/azure-everything.ts'
import { azureConfig, azureEnv, trustedAzureServer } from '../../../test/support/azure-scan.ts'
import { connector } from './index.ts'

/** Where the authority of each server is, which has an address of its own. */
const authorities = new Map<string, string>()

conform(connector, {
  env: azureEnv,
  tier: 'deep',
  // The tenant's name is asked for with the tenant itself.
  signIn: ['Organization.Read.All'],
  reading: /\.Read(?:Basic)?\.(?:All|Directory)$|\/read$/,
  canaries: [azureCanary],
  quiet: [],
  thorough: true,
  config: (url) => azureConfig({ url, authority: authorities.get(url) ?? '' }),
  start: async (options) => {
    const server = await trustedAzureServer(options)
    authorities.set(server.url, server.authority)
    // A batch takes no permission but those of its parts.
    const permissions = () => server.calls.map(({ permission }) => permission).filter((each) => each !== '')
    return { url: server.url, permissions, close: server.close }
  },
})
