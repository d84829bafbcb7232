import { expect, test } from 'vitest'
import { startAwsServer } from '../../../fixtures/servers/aws/server.ts'
import { regionsCanary, regionsEstate } from '../../../test/support/aws-regions.ts'
import { awsEnv, scanAws } from '../../../test/support/aws-scan.ts'
import { conform, type Harness } from '../../../test/support/connector-tester.ts'
import { scanNow } from '../../../test/support/scan.ts'
import { connector } from './index.ts'
import { resourceSteps } from './steps/resource-plane.ts'

const ids = new Set<string>(['account-summary', 'authorization-details', ...resourceSteps.map(({ id }) => id)])
const plane = { ...connector, meta: { ...connector.meta, steps: connector.meta.steps.filter(({ id }) => ids.has(id)) } }

const start: Harness['start'] = async ({ faults = [], ...options }) => {
  const server = await startAwsServer({
    estate: regionsEstate(),
    now: scanNow,
    ...options,
    faults: faults.map(({ kind, operation, times }) => {
      const [service = '', name = ''] = operation.split(':')
      return { kind, service, operation: name, ...(times === undefined ? {} : { times }) }
    }),
  })
  // The permission of ListFindingsV2 has the name of the operation before it.
  const permissions = () =>
    server.calls.map(({ service, operation }) => `${service}:${operation.replace(/^ListFindingsV2$/, 'ListFindings')}`)
  return { url: server.url, permissions, close: server.close }
}

test('the estate leaves no regional step without something to read', async () => {
  const { records, coverage, text } = await scanAws({ estate: regionsEstate() }, { tier: 'deep' })
  const silent = resourceSteps.filter(
    ({ id }) => !['regions', 'cloudtrail'].includes(id) && !coverage.some((row) => row.step === id && row.records > 0),
  )
  expect(silent.map(({ id }) => id)).toEqual([])
  expect(records.filter((record) => record.type === 'edge' && record.kind === 'runs-as')).toHaveLength(21)
  expect(text).not.toContain(regionsCanary)
})

conform(plane, {
  start,
  env: awsEnv,
  tier: 'deep',
  signIn: [
    'sts:GetCallerIdentity',
    'iam:GenerateCredentialReport',
    'organizations:DescribeOrganization',
    'iam:ListAccountAliases',
  ],
  reading: /:((List|Get|Describe|BatchGet|Search|Lookup)[A-Z]|GenerateCredentialReport$)/,
  canaries: [regionsCanary],
  config: (endpoint) => ({ endpoint, region: 'eu-west-1' }),
})
