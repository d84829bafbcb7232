import { describe } from 'vitest'
import { conform } from '../../../test/support/connector-tester.ts'
import type { Harness } from '../../../test/support/connector-tester.ts'
import { gcpCanary } from '../../../test/support/gcp-everything.ts'
import { googleConfig, googleEnv, startGoogle, withoutAssets } from '../../../test/support/google-scan.ts'
import type { ServerOptions } from '../../../fixtures/servers/google/server.ts'
import { connector } from './index.ts'
import { groupsReader } from './routes/groups.ts'

/** IAM has no permission for groups: what a request takes there is a role of the Admin console. */
const needOf = (permission: string): string => (permission.startsWith('https://') ? groupsReader : permission)

function harness(always: NonNullable<ServerOptions['faults']>): Omit<Harness, 'quiet'> {
  return {
    env: googleEnv,
    tier: 'deep',
    reading: /\.(?:get|getIamPolicy|list\w*|query|search\w*|analyzeOrgPolicy)$|^Groups Reader$/,
    canaries: [gcpCanary, 'PRIVATE KEY'],
    thorough: true,
    config: googleConfig,
    start: async ({ faults = [], ...options }) => {
      const server = await startGoogle({ ...options, faults: [...faults, ...always] })
      // Google's own roles are there for everybody to read.
      const permissions = () => server.calls.map(({ permission }) => needOf(permission)).filter((each) => each !== '')
      return { url: server.url, permissions, close: server.close }
    },
  }
}

describe('where Cloud Asset Inventory answers', () => {
  conform(connector, {
    ...harness([]),
    // What the one would say was asked when the scope was found; the other has its policies from another step.
    quiet: ['asset-inventory', 'resource-policies'],
    madeUpFor: [
      // Projects are asked instead, one by one.
      'policyanalyzer.organizations.locations.activityTypes.activities.query',
      // They are searched for instead.
      'cloudasset.assets.list cloudresourcemanager.googleapis.com/Folder',
      'cloudasset.assets.list cloudresourcemanager.googleapis.com/Project',
    ],
  })
})

describe('where it does not', () => {
  conform(connector, {
    ...harness([withoutAssets]),
    quiet: ['asset-inventory', 'key-status', 'resource-policies'],
    blemished: ['asset-inventory'],
    // It takes no permission to ask which ones one has.
    open: ['cloudresourcemanager.organizations.testIamPermissions'],
    finding: ['cloudresourcemanager.folders.search', 'cloudresourcemanager.projects.search'],
  })
})
