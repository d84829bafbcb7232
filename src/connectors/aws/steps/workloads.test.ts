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
const arn = (service: string, rest: string): string => `arn:aws:${service}:eu-west-1:${planeAccount}:${rest}`

function inRegion(
  signingName: string,
  data: { readonly [key: string]: unknown },
): Pick<PlaneOptions, 'account' | 'pageSize'> {
  return { account: { regionData: { 'eu-west-1': { [signingName]: data } } }, pageSize: 1 }
}

function job(Name: string, rest: object) {
  return {
    Name,
    CreatedOn: '2025-05-01T00:00:00Z',
    Command: { Name: 'glueetl' },
    ...rest,
  }
}

function stack(name: string, rest: object) {
  return {
    StackId: arn('cloudformation', `stack/${name}/1`),
    StackName: name,
    CreationTime: '2025-05-01T00:00:00Z',
    StackStatus: 'CREATE_COMPLETE',
    ...rest,
  }
}

describe('Glue jobs', () => {
  const data = inRegion('glue', {
    Jobs: [
      job('by-arn', {
        Role: planeRole('Etl'),
        DefaultArguments: { '--db_password': canary, '--TempDir': 's3://acme/tmp', '--job-language': 'python' },
      }),
      job('by-name', {
        Role: 'service-role/Etl',
        NonOverridableArguments: { '--url': `jdbc:postgresql://app:${canary}@db.internal/x` },
      }),
      job('foreign', { Role: 'Gone' }),
    ],
  })

  test('run as their role, named or by ARN; their arguments are told by shape', async () => {
    const plane = await runPlane({ ...data, roles: { Etl: ['glue.amazonaws.com'] }, steps: ['glue-jobs'] })
    expect(plane.gaps).toEqual([])
    expect(runsAs(plane)).toEqual([
      `glue:job:${arn('glue', 'job/by-arn')} -> Etl`,
      `glue:job:${arn('glue', 'job/by-name')} -> Etl`,
    ])
    expect(factsOf(plane, 'glue:job', 'by-arn')['configSecrets']).toMatchObject([
      { name: '--db_password', looksLike: 'named-secret' },
    ])
    expect(factsOf(plane, 'glue:job', 'by-name')['configSecrets']).toMatchObject([
      { name: '--url', looksLike: 'connection-string' },
    ])
    expect(factsOf(plane, 'glue:job', 'foreign')['roleArn']).toEqual({ unknown: 'not-collected' })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })
})

describe('CodeBuild projects', () => {
  const project = {
    name: 'deploy',
    arn: arn('codebuild', 'project/deploy'),
    serviceRole: planeRole('Build'),
    created: '2025-05-01T00:00:00Z',
    tags: [{ key: 'env', value: 'ci' }],
    source: { type: 'GITHUB' },
    webhook: { url: 'https://api.github.com/hooks/1' },
    environment: {
      type: 'LINUX_CONTAINER',
      image: 'aws/codebuild/standard:7.0',
      computeType: 'BUILD_GENERAL1_SMALL',
      privilegedMode: true,
      environmentVariables: [
        { name: 'NPM_TOKEN', value: `npm_${canary}${canary.slice(0, 14)}`, type: 'PLAINTEXT' },
        { name: 'DB_PASSWORD', value: '/prod/db-password-4711x', type: 'PARAMETER_STORE' },
        { name: 'API_TOKEN', value: 'prod/api:token-4711x', type: 'SECRETS_MANAGER' },
        { name: 'AWS_ACCESS_KEY_ID', value: 'AKIAQ7M2X5K4R3W3Y6H5', type: 'PLAINTEXT' },
      ],
    },
  }

  test('tell plain secrets from references to secrets, and name the access keys they hold', async () => {
    const plane = await runPlane({
      ...inRegion('codebuild', { projects: [project] }),
      roles: { Build: ['codebuild.amazonaws.com'] },
      steps: ['codebuild-projects'],
    })
    expect(plane.gaps).toEqual([])
    expect(factsOf(plane, 'codebuild:project', 'deploy')).toMatchObject({
      roleArn: planeRole('Build'),
      privilegedMode: true,
      webhook: true,
      batch: false,
      tags: { env: 'ci' },
      accessKeyIds: ['AKIAQ7M2X5K4R3W3Y6H5'],
    })
    expect(factsOf(plane, 'codebuild:project', 'deploy')['configSecrets']).toMatchObject([
      { name: 'NPM_TOKEN', looksLike: 'npm-token', by: 'value' },
    ])
    expect(JSON.stringify(plane)).not.toContain(canary)
  })
})

describe('CloudFormation stacks', () => {
  test('are read where they have a role; what NoEcho hides is no secret, what an output shows is', async () => {
    const Stacks = [
      stack('plain', {}),
      stack('infra', {
        RoleARN: planeRole('Cfn'),
        Tags: [{ Key: 'env', Value: 'prod' }],
        Parameters: [
          { ParameterKey: 'DbPassword', ParameterValue: '****' },
          { ParameterKey: 'Size', ParameterValue: 'db.t4g.large' },
        ],
        Outputs: [{ OutputKey: 'SecretAccessKey', OutputValue: `${canary}${canary.slice(0, 18)}` }],
      }),
    ]
    const plane = await runPlane({
      ...inRegion('cloudformation', { Stacks }),
      roles: { Cfn: ['cloudformation.amazonaws.com'] },
      steps: ['cloudformation-stacks'],
    })
    expect(plane.gaps).toEqual([])
    expect(runsAs(plane)).toEqual([`cloudformation:stack:${arn('cloudformation', 'stack/infra/1')} -> Cfn`])
    expect(factsOf(plane, 'cloudformation:stack', 'infra')).toMatchObject({
      status: 'CREATE_COMPLETE',
      tags: { env: 'prod' },
      configSecrets: [{ name: 'output/SecretAccessKey', looksLike: 'aws-access-key' }],
    })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })
})

describe('SageMaker', () => {
  const data = inRegion('sagemaker', {
    NotebookInstances: [
      {
        NotebookInstanceName: 'lab',
        NotebookInstanceArn: arn('sagemaker', 'notebook-instance/lab'),
        NotebookInstanceStatus: 'InService',
        CreationTime: '2025-05-01T00:00:00Z',
        RoleArn: planeRole('Lab'),
        RootAccess: 'Enabled',
        DirectInternetAccess: 'Disabled',
      },
    ],
    Domains: [
      {
        DomainId: 'd-1',
        DomainArn: arn('sagemaker', 'domain/d-1'),
        DomainName: 'studio',
        Status: 'InService',
        AuthMode: 'SSO',
        DefaultUserSettings: { ExecutionRole: planeRole('Studio') },
        DefaultSpaceSettings: { ExecutionRole: planeRole('Space') },
      },
    ],
  })
  const options = { ...data, roles: { Lab: ['sagemaker.amazonaws.com'] }, steps: ['sagemaker'] } as const

  test('notebooks and domains run as their execution role', async () => {
    const plane = await runPlane(options)
    expect(plane.gaps).toEqual([])
    expect(factsOf(plane, 'sagemaker:notebook-instance', 'lab')).toMatchObject({
      roleArn: planeRole('Lab'),
      rootAccess: true,
      directInternetAccess: false,
      status: 'InService',
    })
    expect(factsOf(plane, 'sagemaker:domain', 'studio')).toMatchObject({
      roleArn: planeRole('Studio'),
      spaceRoleArn: planeRole('Space'),
      authMode: 'SSO',
    })
  })

  test('refused notebooks do not hide the domains', async () => {
    const plane = await runPlane({ ...options, faults: [{ kind: 'denied', operation: 'ListNotebookInstances' }] })
    expect(recordsOf(plane, 'sagemaker:domain')).toHaveLength(1)
    expect(plane.gaps).toMatchObject([{ reason: 'denied', permission: 'sagemaker:ListNotebookInstances' }])
  })
})

describe('App Runner services', () => {
  test('run as their instance role; only plain variables are looked at', async () => {
    const Services = [
      {
        ServiceName: 'web',
        ServiceId: '1',
        ServiceArn: arn('apprunner', 'service/web/1'),
        Status: 'RUNNING',
        CreatedAt: '2025-05-01T00:00:00Z',
        UpdatedAt: '2025-05-01T00:00:00Z',
        InstanceConfiguration: { InstanceRoleArn: planeRole('Web') },
        SourceConfiguration: {
          AuthenticationConfiguration: { AccessRoleArn: planeRole('Ecr') },
          ImageRepository: {
            ImageIdentifier: 'x',
            ImageRepositoryType: 'ECR',
            ImageConfiguration: {
              RuntimeEnvironmentVariables: { SESSION_SECRET: canary },
              RuntimeEnvironmentSecrets: { DB: arn('ssm', 'parameter/db') },
            },
          },
        },
      },
    ]
    const plane = await runPlane({
      ...inRegion('apprunner', { Services }),
      roles: { Web: ['tasks.apprunner.amazonaws.com'] },
      steps: ['apprunner-services'],
    })
    expect(plane.gaps).toEqual([])
    expect(factsOf(plane, 'apprunner:service', 'web')).toMatchObject({
      roleArn: planeRole('Web'),
      accessRoleArn: planeRole('Ecr'),
      configSecrets: [{ name: 'SESSION_SECRET', looksLike: 'named-secret' }],
    })
    expect(JSON.stringify(plane)).not.toContain(canary)
  })
})
