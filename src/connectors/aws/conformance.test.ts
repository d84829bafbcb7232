import { canary } from '../../../fixtures/servers/aws/sts.ts'
import { startAwsServer } from '../../../fixtures/servers/aws/server.ts'
import { acme } from '../../../test/support/aws-estate.ts'
import { awsEnv } from '../../../test/support/aws-scan.ts'
import { conform } from '../../../test/support/connector-tester.ts'
import { scanNow } from '../../../test/support/scan.ts'
import { connector } from './index.ts'
import { resourceSteps } from './steps/resource-plane.ts'

const regional = new Set<string>(resourceSteps.map(({ id }) => id))
const steps = connector.meta.steps.filter(({ id }) => !regional.has(id))

conform(
  { ...connector, meta: { ...connector.meta, steps } },
  {
    env: awsEnv,
    tier: 'deep',
    signIn: ['sts:AssumeRole', 'sts:GetCallerIdentity'],
    reading:
      /:((List|Get|Describe|BatchGet|Search|Lookup)[A-Z]|GenerateCredentialReport$|GenerateServiceLastAccessedDetails$|AssumeRole$)/,
    canaries: [canary],
    // What these tell was read by other steps: with a credential report nobody need be asked for second factors, and
    // with the organization itself no account need be asked for its membership.
    quiet: ['identity', 'access-keys', 'virtual-mfa-devices', 'membership'],
    config: (endpoint) => ({ endpoint, region: 'eu-west-1', organization: { externalIdEnv: 'MUSTER_EXTERNAL_ID' } }),
    start: async ({ faults = [], ...options }) => {
      const server = await startAwsServer({
        estate: acme(),
        now: scanNow,
        ...options,
        faults: faults.map(({ kind, operation, times }) => {
          const [service = '', name = ''] = operation.split(':')
          return { kind, service, operation: name, ...(times === undefined ? {} : { times }) }
        }),
      })
      const permissions = () => server.calls.map(({ service, operation }) => `${service}:${operation}`)
      return { url: server.url, permissions, close: server.close }
    },
  },
)
