import { startGithubServer } from '../../../fixtures/servers/github/server.ts'
import { conform } from '../../../test/support/connector-tester.ts'
import { everything, githubCanary } from '../../../test/support/github-everything.ts'
import { githubAuth, githubEnv } from '../../../test/support/github-scan.ts'
import { scanNow } from '../../../test/support/scan.ts'
import { connector } from './index.ts'

conform(connector, {
  env: githubEnv('app'),
  tier: 'deep',
  // Whoever has the app installed lets it see that repositories are there.
  signIn: ['metadata=read'],
  // These GitHub shows only to apps that could change them; they are read all the same.
  reading: /=read$|^(?:organization_administration|codespaces_secrets)=write$/,
  // REST tells of repositories what GraphQL does not, in more requests.
  madeUpFor: ['POST /graphql'],
  open: ['GET /apps/{app_slug}'],
  canaries: [githubCanary, 'CANARY'],
  config: (endpoint) => ({ endpoint, organizations: ['acme'], ...githubAuth('app') }),
  start: async ({ faults = [], ...options }) => {
    const server = await startGithubServer({ estate: everything(), now: scanNow, ...options, faults })
    const permissions = () =>
      server.calls.flatMap(({ permission }) =>
        (permission.split(';')[0] ?? '').split(',').filter((each) => each !== ''),
      )
    return { url: server.url, permissions, close: server.close }
  },
})
