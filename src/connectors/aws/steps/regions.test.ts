import { describe, expect, test } from 'vitest'
import { factsOf, planeAccount, recordsOf, runPlane, type Plane } from '../../../../test/support/aws-plane.ts'

const regions = ['ap-south-1', 'eu-west-1', 'eu-west-2', 'sa-east-1', 'us-east-1']
const viewArn = `arn:aws:resource-explorer-2:us-east-1:${planeAccount}:view/all/1`

function secretIn(region: string) {
  return { ARN: `arn:aws:secretsmanager:${region}:${planeAccount}:secret:s-${region}-AbCdEf`, Name: `s-${region}` }
}
function explored(type: string, region: string) {
  return {
    Arn: `arn:aws:x:${region}:${planeAccount}:y`,
    Region: region,
    ResourceType: type,
    OwningAccountId: planeAccount,
    LastReportedAt: '2026-11-20T00:00:00Z',
  }
}
function index(Region: string, Type: string) {
  return { Region, Type, Arn: `arn:aws:resource-explorer-2:${Region}:${planeAccount}:index/1` }
}

interface Explorer {
  readonly indexes?: readonly object[]
  readonly more?: object
}

function accountWith({ indexes, more }: Explorer) {
  const Indexes = indexes ?? regions.map((region) => index(region, region === 'us-east-1' ? 'AGGREGATOR' : 'LOCAL'))
  const Resources = [
    explored('secretsmanager:secret', 'eu-west-1'),
    explored('secretsmanager:secret', 'us-east-1'),
    explored('ec2:instance', 'sa-east-1'),
  ]
  return {
    regions,
    regionData: {
      'eu-west-1': { secretsmanager: { SecretList: [secretIn('eu-west-1')] } },
      'us-east-1': {
        secretsmanager: { SecretList: [secretIn('us-east-1')] },
        'resource-explorer-2': { Indexes, ViewArn: viewArn, Resources, ...more },
      },
    },
  }
}

function askedFor(plane: Plane, operation: string): readonly string[] {
  return plane.asked.filter((call) => call.startsWith(`${operation} `)).map((call) => call.split(' ')[1] ?? '')
}

const steps = ['secrets', 'parameters', 'ec2-instances'] as const
const roles = { Web: ['ec2.amazonaws.com'] }

describe('with an index of all regions', () => {
  test('a service is asked where the index shows something, and nowhere else', async () => {
    const plane = await runPlane({ account: accountWith({}), roles, steps, pageSize: 2 })
    expect(plane.gaps).toEqual([])
    expect(askedFor(plane, 'secretsmanager:ListSecrets')).toEqual(['eu-west-1', 'us-east-1'])
    expect(askedFor(plane, 'ec2:DescribeIamInstanceProfileAssociations')).toEqual(['sa-east-1'])
    expect(askedFor(plane, 'ssm:DescribeParameters')).toEqual([])
    expect(plane.skipped['parameters']).toContain('Resource Explorer')
    expect(factsOf(plane, 'secretsmanager:secret', 's-us-east-1')['region']).toBe('us-east-1')
  })

  test('a region that the index does not cover is asked all the same', async () => {
    const indexes = [index('us-east-1', 'AGGREGATOR'), index('eu-west-1', 'LOCAL')]
    const plane = await runPlane({ account: accountWith({ indexes }), roles, steps: ['parameters'] })
    expect(askedFor(plane, 'ssm:DescribeParameters')).toEqual(['ap-south-1', 'eu-west-2', 'sa-east-1'])
  })

  test('a kind of thing that the index does not know is looked for everywhere', async () => {
    const plane = await runPlane({
      account: accountWith({ more: { SupportedTypes: ['ec2:instance'] } }),
      roles,
      steps: ['parameters'],
    })
    expect(askedFor(plane, 'ssm:DescribeParameters')).toEqual(regions)
  })

  test.each([
    ['a view that leaves something out', { View: { Filters: { FilterString: 'tag:env=prod' } } }],
    ['a view of another account', { View: { Scope: 'arn:aws:organizations::999999999999:organization/o-acme' } }],
  ])('%s proves no absence', async (_what, more) => {
    const plane = await runPlane({ account: accountWith({ more }), roles, steps: ['parameters'] })
    expect(askedFor(plane, 'ssm:DescribeParameters')).toEqual(regions)
  })
})

describe('without an index', () => {
  test.each([
    ['none was made', { account: accountWith({ indexes: [] }) }],
    ['only single regions have one', { account: accountWith({ indexes: [index('eu-west-1', 'LOCAL')] }) }],
    [
      'it may not be read',
      { account: accountWith({}), faults: [{ kind: 'denied', service: 'resource-explorer-2' } as const] },
    ],
  ])('every enabled region is asked, and that is no gap: %s', async (_why, options) => {
    const plane = await runPlane({ ...options, roles, steps: ['secrets'] })
    expect(plane.gaps).toEqual([])
    expect(askedFor(plane, 'secretsmanager:ListSecrets')).toEqual(regions)
    expect(recordsOf(plane, 'secretsmanager:secret')).toHaveLength(2)
  })
})

test('configured regions are taken as they are', async () => {
  const plane = await runPlane({
    account: accountWith({}),
    roles,
    steps: ['secrets'],
    config: { regions: ['us-east-1'] },
  })
  expect(askedFor(plane, 'secretsmanager:ListSecrets')).toEqual(['us-east-1'])
  expect(askedFor(plane, 'ec2:DescribeRegions')).toEqual([])
})

test('regions that cannot be listed are a gap that hides what may stand in them', async () => {
  const faults = [{ kind: 'denied', operation: 'DescribeRegions' } as const]
  const plane = await runPlane({ account: accountWith({}), roles, steps: ['secrets'], faults })
  expect(plane.gaps).toMatchObject([
    {
      step: 'regions',
      reason: 'denied',
      permission: 'ec2:DescribeRegions',
      detail: expect.stringContaining('Only eu-west-1'),
    },
  ])
  expect(recordsOf(plane, 'secretsmanager:secret')).toHaveLength(1)
})

test('a permission that is missing everywhere is not asked for region by region', async () => {
  const faults = [{ kind: 'denied', operation: 'ListSecrets' } as const]
  const plane = await runPlane({ account: accountWith({ indexes: [] }), roles, steps: ['secrets'], faults })
  expect(askedFor(plane, 'secretsmanager:ListSecrets')).toHaveLength(2)
  expect(plane.gaps).toMatchObject([
    { reason: 'denied', detail: expect.stringContaining(`In ${regions.join(', ')}: `) },
  ])
})
