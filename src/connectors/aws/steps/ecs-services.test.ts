import { expect, test } from 'vitest'
import { factsOf, planeAccount, planeRole, recordsOf, runPlane, runsAs } from '../../../../test/support/aws-plane.ts'

const canary = 'CANARYq7m2x9k4r8w3VbT5'
const arn = (rest: string): string => `arn:aws:ecs:eu-west-1:${planeAccount}:${rest}`
const cluster = arn('cluster/main')

function definition(name: string, taskRole: string | undefined, environment: object[] = []) {
  const [family, revision] = name.split(':')
  return {
    taskDefinitionArn: arn(`task-definition/${name}`),
    family,
    revision: Number(revision),
    registeredAt: '2026-01-01T00:00:00Z',
    executionRoleArn: planeRole('EcsExecution'),
    networkMode: 'awsvpc',
    tags: [{ key: 'env', value: 'prod' }],
    ...(taskRole === undefined ? {} : { taskRoleArn: planeRole(taskRole) }),
    containerDefinitions: [
      {
        name: 'app',
        environment,
        logConfiguration: { logDriver: 'awsfirelens', options: { apikey: `${canary}Zq8w`, Name: 'datadog' } },
      },
      {
        name: 'proxy',
        secrets: [
          { name: 'DB_PASSWORD', valueFrom: `arn:aws:secretsmanager:eu-west-1:${planeAccount}:secret:db-AbCdEf` },
        ],
      },
    ],
  }
}

function service(name: string, taskDefinition: string) {
  return {
    serviceArn: arn(`service/main/${name}`),
    serviceName: name,
    clusterArn: cluster,
    taskDefinition: arn(`task-definition/${taskDefinition}`),
    launchType: 'FARGATE',
    enableExecuteCommand: name === 'api',
    desiredCount: 2,
    createdAt: '2025-01-01T00:00:00Z',
    tags: [{ key: 'env', value: 'prod' }],
  }
}

const account = {
  regionData: {
    'eu-west-1': {
      ecs: {
        clusters: [{ clusterArn: cluster }],
        services: [
          service('api', 'api:7'),
          service('worker', 'api:7'),
          ...Array.from({ length: 11 }, (_, n) => service(`s${n}`, 'bare:1')),
        ],
        tasks: [
          {
            taskArn: arn('task/main/1'),
            clusterArn: cluster,
            group: 'service:api',
            taskDefinitionArn: arn('task-definition/api:6'),
          },
          {
            taskArn: arn('task/main/2'),
            clusterArn: cluster,
            group: 'family:nightly',
            taskDefinitionArn: arn('task-definition/nightly:3'),
          },
        ],
        taskDefinitions: [
          definition('api:7', 'Api', [
            { name: 'ANTHROPIC_API_KEY', value: canary.repeat(2) },
            { name: 'LOG_LEVEL', value: 'info' },
          ]),
          definition('api:6', 'Api'),
          definition('nightly:3', 'Nightly'),
          definition('bare:1', undefined),
        ],
      },
    },
  },
}
const roles = { Api: ['ecs-tasks.amazonaws.com'] }

test('services and the definitions in use run as their task role, with nothing of their environment', async () => {
  const plane = await runPlane({ account, roles, steps: ['ecs-services'], pageSize: 2 })
  expect(plane.gaps).toEqual([])
  expect(recordsOf(plane, 'ecs:service')).toHaveLength(13)
  // Definitions that nothing uses, such as the one before the last, are not asked for.
  expect(recordsOf(plane, 'ecs:task-definition').map((record) => 'name' in record && record.name)).toEqual([
    'api:7',
    'bare:1',
    'nightly:3',
  ])
  expect(runsAs(plane)).toEqual([
    `ecs:service:${arn('service/main/api')} -> Api`,
    `ecs:service:${arn('service/main/worker')} -> Api`,
    `ecs:task-definition:${arn('task-definition/nightly:3')} -> Nightly`,
  ])
  expect(factsOf(plane, 'ecs:service', 'api')).toMatchObject({
    enableExecuteCommand: true,
    clusterArn: cluster,
    tags: { env: 'prod' },
  })
  expect(factsOf(plane, 'ecs:task-definition', 'api:7')).toMatchObject({
    family: 'api',
    revision: 7,
    roleArn: planeRole('Api'),
    executionRoleArn: planeRole('EcsExecution'),
    tags: { env: 'prod' },
    configSecrets: [
      { name: 'app/ANTHROPIC_API_KEY', looksLike: 'anthropic-api-key', by: 'name' },
      { name: 'app/log/apikey', looksLike: 'named-secret', by: 'name' },
    ],
  })
  expect(factsOf(plane, 'ecs:task-definition', 'bare:1')['roleArn']).toBeNull()
  expect(JSON.stringify(plane)).not.toContain(canary)
})

test('a definition that may not be read leaves role and secrets unknown', async () => {
  const faults = [{ kind: 'denied', operation: 'DescribeTaskDefinition' } as const]
  const plane = await runPlane({ account, roles, steps: ['ecs-services'], faults })
  expect(factsOf(plane, 'ecs:service', 'api')['roleArn']).toEqual({ unknown: 'denied' })
  expect(factsOf(plane, 'ecs:task-definition', 'api:7')).toMatchObject({
    roleArn: { unknown: 'denied' },
    configSecrets: { unknown: 'denied' },
  })
  expect(plane.gaps).toMatchObject([{ reason: 'denied', permission: 'ecs:DescribeTaskDefinition' }])
})

test('where no definition is in use, one of those that could be started is read, as running nothing', async () => {
  const idle = {
    regionData: {
      'eu-west-1': {
        ecs: {
          clusters: [{ clusterArn: cluster }],
          taskDefinitions: [definition('api:7', 'Api'), definition('nightly:3', 'Nightly')],
        },
      },
    },
  }
  const plane = await runPlane({ account: idle, roles, steps: ['ecs-services'] })
  expect(plane.gaps).toEqual([])
  expect(recordsOf(plane, 'ecs:task-definition').map((record) => 'name' in record && record.name)).toEqual([
    'nightly:3',
  ])
  expect(runsAs(plane)).toEqual([])
})
