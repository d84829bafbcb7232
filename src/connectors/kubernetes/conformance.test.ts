import { clusterConfig, startCluster } from '../../../test/support/kubernetes-scan.ts'
import { kubernetesCanary, clusterName } from '../../../test/support/kubernetes-everything.ts'
import { conform } from '../../../test/support/connector-tester.ts'
import { tokenFor } from '../../../fixtures/servers/kubernetes/server.ts'
import { connector } from './index.ts'

conform(connector, {
  env: { KUBERNETES_TOKEN: tokenFor() },
  tier: 'deep',
  reading: /^(?:get|list) /,
  canaries: [kubernetesCanary, tokenFor()],
  quiet: [],
  config: (url) => ({
    endpoint: `${url}/clusters/${clusterName}`,
    name: clusterName,
    auth: { tokenEnv: 'KUBERNETES_TOKEN' },
    secretMetadata: clusterConfig.secretMetadata,
  }),
  start: async (options) => {
    const server = await startCluster(options)
    return { url: server.url, permissions: () => server.calls.map(({ operation }) => operation), close: server.close }
  },
})
