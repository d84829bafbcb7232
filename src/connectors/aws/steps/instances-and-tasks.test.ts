import { describe, expect, test } from 'vitest'
import {
  factsOf,
  planeAccount,
  planeRole,
  recordsOf,
  runPlane,
  runsAs,
  type PlaneOptions,
} from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3VbT5'
const profile = `arn:aws:iam::${planeAccount}:instance-profile/hosts/web`
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${planeAccount}:${rest}`
const inRegion = (data: { readonly [service: string]: { readonly [key: string]: unknown } }) => ({
  account: { regionData: { 'eu-west-1': data } },
  tier: 'deep' as const,
  pageSize: 1,
})

function instance(InstanceId: string, tags: { readonly [key: string]: string } = {}) {
  return { InstanceId, State: { Name: 'running' }, Tags: Object.entries(tags).map(([Key, Value]) => ({ Key, Value })) }
}
const hosts = {
  IamInstanceProfileAssociations: ['i-1', 'i-2', 'i-3'].map((InstanceId) => ({
    AssociationId: `iip-${InstanceId}`,
    InstanceId,
    IamInstanceProfile: { Arn: profile },
    State: 'associated',
  })),
  Reservations: [
    {
      Instances: [
        instance('i-1', { 'aws:ec2launchtemplate:id': 'lt-1', 'aws:autoscaling:groupName': 'web' }),
        instance('i-2', { 'aws:ec2launchtemplate:id': 'lt-2' }),
        instance('i-3'),
      ],
    },
  ],
}
const onHosts = { roles: { Web: ['ec2.amazonaws.com'] }, instanceProfiles: { [profile]: planeRole('Web') } }

describe('instances under Systems Manager', () => {
  const InstanceInformationList = [
    { InstanceId: 'i-1', PingStatus: 'Online' },
    { InstanceId: 'i-2', PingStatus: 'ConnectionLost' },
    { InstanceId: 'mi-hybrid', PingStatus: 'Online' },
  ]
  const options: PlaneOptions = {
    ...inRegion({ ec2: hosts, ssm: { InstanceInformationList } }),
    ...onHosts,
    steps: ['ec2-instances', 'managed-instances'],
  }

  test('are those whose agent is online', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    const managed = ['i-1', 'i-2', 'i-3'].map((id) => factsOf(plane, 'ec2:instance', id)['ssmManaged'])
    expect(managed).toEqual([true, false, false])
  })

  test('are not known where that may not be asked', async () => {
    const faults = [{ kind: 'denied', operation: 'DescribeInstanceInformation' } as const]
    const plane = await runPlane({ ...options, faults })
    expect(factsOf(plane, 'ec2:instance', 'i-1')).not.toHaveProperty('ssmManaged')
    expect(plane.gaps).toMatchObject([{ step: 'managed-instances', permission: 'ssm:DescribeInstanceInformation' }])
  })

  test('are not asked for where no instance has a role', async () => {
    const plane = await runPlane({ ...options, ...inRegion({}) })
    expect(plane.skipped['managed-instances']).toBe('No instance with a role was listed.')
    expect(plane.asked.filter((call) => call.startsWith('ssm'))).toEqual([])
  })
})

describe('launch templates', () => {
  const version = (template: string, VersionNumber: number, rest: object = {}, DefaultVersion = false) => ({
    LaunchTemplateId: template,
    LaunchTemplateName: `named-${template}`,
    VersionNumber,
    DefaultVersion,
    LaunchTemplateData: { UserData: canary, ...rest },
  })
  const LaunchTemplateVersions = [
    version('lt-1', 1, { IamInstanceProfile: { Name: 'web' } }, true),
    version('lt-1', 2),
    version('lt-1', 3),
    version('lt-2', 1, { IamInstanceProfile: { Arn: profile } }, true),
    version('lt-2', 2, { IamInstanceProfile: { Arn: profile } }),
    version('lt-bare', 1, {}, true),
    version('lt-gone', 1, { IamInstanceProfile: { Name: 'gone' } }, true),
  ]
  const options: PlaneOptions = {
    ...inRegion({ ec2: { ...hosts, LaunchTemplateVersions } }),
    ...onHosts,
    steps: ['ec2-instances', 'launch-templates'],
  }

  test('have the role of the profile in their newest version that has one, by ARN or by name', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(recordsOf(plane, 'ec2:launch-template')).toHaveLength(3)
    expect(factsOf(plane, 'ec2:launch-template', 'named-lt-1')).toMatchObject({
      arn: arn('ec2', 'launch-template/lt-1'),
      roleArn: planeRole('Web'),
      instanceProfileArn: profile,
      versionNumber: 1,
      defaultVersion: 1,
    })
    expect(factsOf(plane, 'ec2:launch-template', 'named-lt-2')).toMatchObject({ versionNumber: 2, defaultVersion: 1 })
    expect(factsOf(plane, 'ec2:launch-template', 'named-lt-gone')['roleArn']).toBeNull()
    expect(JSON.stringify(plane)).not.toContain(canary)
  })

  test('are used by a group where one of its instances says so; else nobody knows', async () => {
    const plane = await runPlane(options)
    const used = (name: string) => factsOf(plane, 'ec2:launch-template', name)['usedByAutoScalingGroup']
    expect(used('named-lt-1')).toBe(true)
    expect(used('named-lt-2')).toEqual({ unknown: 'not-collected' })
  })

  test('run nothing themselves', async () => {
    const plane = await runPlane(options)
    expect(runsAs(plane).filter((edge) => edge.includes('launch-template'))).toEqual([])
  })
})

describe('ECS', () => {
  const cluster = arn('ecs', 'cluster/main')
  const definition = (family: string, role: string) => ({
    taskDefinitionArn: arn('ecs', `task-definition/${family}`),
    family,
    revision: 1,
    taskRoleArn: planeRole(role),
  })
  const task = (id: string, taskDefinition: string, rest: object) => ({
    taskArn: arn('ecs', `task/main/${id}`),
    clusterArn: cluster,
    taskDefinitionArn: arn('ecs', `task-definition/${taskDefinition}`),
    lastStatus: 'RUNNING',
    ...rest,
  })
  const ecs = {
    clusters: [{ clusterArn: cluster }, { clusterArn: arn('ecs', 'cluster/empty') }],
    services: [
      {
        serviceArn: arn('ecs', 'service/main/api'),
        serviceName: 'api',
        clusterArn: cluster,
        taskDefinition: arn('ecs', 'task-definition/api:2'),
      },
    ],
    tasks: [
      task('open', 'api:1', { group: 'service:api', enableExecuteCommand: true }),
      task('shut', 'api:2', { group: 'service:api', enableExecuteCommand: false }),
      task('other', 'nightly:1', {
        group: 'family:nightly',
        enableExecuteCommand: true,
        overrides: { taskRoleArn: planeRole('Override') },
      }),
    ],
    taskDefinitions: [definition('api:1', 'Old'), definition('api:2', 'Api'), definition('nightly:1', 'Nightly')],
    containerInstances: ['i-1', 'mi-far'].map((ec2InstanceId, index) => ({
      containerInstanceArn: arn('ecs', `container-instance/main/${index}`),
      clusterArn: cluster,
      ec2InstanceId,
      status: 'ACTIVE',
      agentConnected: true,
    })),
  }
  const options: PlaneOptions = {
    ...inRegion({ ec2: hosts, ecs }),
    roles: { Web: ['ec2.amazonaws.com'], Api: ['ecs-tasks.amazonaws.com'] },
    instanceProfiles: onHosts.instanceProfiles,
    steps: ['ec2-instances', 'ecs-services', 'container-instances'],
  }

  test('clusters are listed, and the tasks that let somebody in, with the role they were started with', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(recordsOf(plane, 'ecs:cluster').map((record) => 'name' in record && record.name)).toEqual(['empty', 'main'])
    expect(recordsOf(plane, 'ecs:task').map((record) => 'name' in record && record.name)).toEqual(['open', 'other'])
    expect(factsOf(plane, 'ecs:task', 'open')).toMatchObject({
      enableExecuteCommand: true,
      roleArn: planeRole('Old'),
      clusterArn: cluster,
      lastStatus: 'RUNNING',
    })
    expect(factsOf(plane, 'ecs:task', 'other')['roleArn']).toBe(planeRole('Override'))
  })

  test('no workload counts twice: tasks of services, and the definitions that these still run', async () => {
    const plane = await runPlane(options)
    expect(runsAs(plane).filter((edge) => edge.startsWith('ecs'))).toEqual([
      `ecs:service:${arn('ecs', 'service/main/api')} -> Api`,
      `ecs:task-definition:${arn('ecs', 'task-definition/nightly:1')} -> Nightly`,
      `ecs:task:${arn('ecs', 'task/main/other')} -> Override`,
    ])
  })

  test('container instances have the role of the instance below; of machines elsewhere it is not known', async () => {
    const plane = await runPlane(options)
    expect(factsOf(plane, 'ecs:container-instance', 'i-1')).toMatchObject({
      roleArn: planeRole('Web'),
      clusterArn: cluster,
      agentConnected: true,
    })
    expect(factsOf(plane, 'ecs:container-instance', 'mi-far')['roleArn']).toEqual({ unknown: 'not-collected' })
  })

  test('a refused cluster is a gap of the container instances only', async () => {
    const faults = [{ kind: 'denied', operation: 'ListContainerInstances' } as const]
    const plane = await runPlane({ ...options, faults })
    expect(recordsOf(plane, 'ecs:cluster')).toHaveLength(2)
    expect(plane.gaps).toMatchObject([{ step: 'container-instances', permission: 'ecs:ListContainerInstances' }])
  })
})
