/** The only file that knows the AWS SDK. Each service's package is loaded when it is first asked. */
import type { NodeHttpHandler } from '@smithy/node-http-handler'
import { ConfigError } from '../errors.ts'
import { guardedHandler } from './http-guard.ts'

export interface AwsCredentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  readonly expiration?: Date
}
export type CredentialProvider = () => Promise<AwsCredentials>

export type Handler = ReturnType<typeof guardedHandler>

interface ClientConfig {
  readonly region: string
  readonly credentials: CredentialProvider
  readonly requestHandler: Handler
  readonly maxAttempts: number
  readonly endpoint?: string
}

const loaders = {
  iam: async (c: ClientConfig) => new (await import('@aws-sdk/client-iam')).IAM(c),
  sts: async (c: ClientConfig) => new (await import('@aws-sdk/client-sts')).STS(c),
  organizations: async (c: ClientConfig) => new (await import('@aws-sdk/client-organizations')).Organizations(c),
  lambda: async (c: ClientConfig) => new (await import('@aws-sdk/client-lambda')).Lambda(c),
  ecs: async (c: ClientConfig) => new (await import('@aws-sdk/client-ecs')).ECS(c),
  ec2: async (c: ClientConfig) => new (await import('@aws-sdk/client-ec2')).EC2(c),
  eks: async (c: ClientConfig) => new (await import('@aws-sdk/client-eks')).EKS(c),
  glue: async (c: ClientConfig) => new (await import('@aws-sdk/client-glue')).Glue(c),
  codebuild: async (c: ClientConfig) => new (await import('@aws-sdk/client-codebuild')).CodeBuild(c),
  cloudformation: async (c: ClientConfig) => new (await import('@aws-sdk/client-cloudformation')).CloudFormation(c),
  sagemaker: async (c: ClientConfig) => new (await import('@aws-sdk/client-sagemaker')).SageMaker(c),
  apprunner: async (c: ClientConfig) => new (await import('@aws-sdk/client-apprunner')).AppRunner(c),
  sfn: async (c: ClientConfig) => new (await import('@aws-sdk/client-sfn')).SFN(c),
  bedrockAgent: async (c: ClientConfig) => new (await import('@aws-sdk/client-bedrock-agent')).BedrockAgent(c),
  agentcore: async (c: ClientConfig) =>
    new (await import('@aws-sdk/client-bedrock-agentcore-control')).BedrockAgentCoreControl(c),
  secretsManager: async (c: ClientConfig) => new (await import('@aws-sdk/client-secrets-manager')).SecretsManager(c),
  ssm: async (c: ClientConfig) => new (await import('@aws-sdk/client-ssm')).SSM(c),
  accessAnalyzer: async (c: ClientConfig) => new (await import('@aws-sdk/client-accessanalyzer')).AccessAnalyzer(c),
  cloudtrail: async (c: ClientConfig) => new (await import('@aws-sdk/client-cloudtrail')).CloudTrail(c),
  resourceExplorer: async (c: ClientConfig) =>
    new (await import('@aws-sdk/client-resource-explorer-2')).ResourceExplorer2(c),
  rolesAnywhere: async (c: ClientConfig) => (await import('./roles-anywhere-client.ts')).rolesAnywhereClient(c),
  dynamodbStreams: async (c: ClientConfig) => (await import('./event-source-clients.ts')).dynamodbStreamsClient(c),
  kinesis: async (c: ClientConfig) => (await import('./event-source-clients.ts')).kinesisClient(c),
  sqs: async (c: ClientConfig) => (await import('./event-source-clients.ts')).sqsClient(c),
} as const

export type ServiceName = keyof typeof loaders
export type Clients = { readonly [S in ServiceName]: Awaited<ReturnType<(typeof loaders)[S]>> }

/** The prefix of a service's permissions, and its id in `AWS_ENDPOINT_URL_<ID>`. */
export const services: { readonly [S in ServiceName]: { readonly prefix: string; readonly endpointId: string } } = {
  iam: { prefix: 'iam', endpointId: 'IAM' },
  sts: { prefix: 'sts', endpointId: 'STS' },
  organizations: { prefix: 'organizations', endpointId: 'ORGANIZATIONS' },
  lambda: { prefix: 'lambda', endpointId: 'LAMBDA' },
  ecs: { prefix: 'ecs', endpointId: 'ECS' },
  ec2: { prefix: 'ec2', endpointId: 'EC2' },
  eks: { prefix: 'eks', endpointId: 'EKS' },
  glue: { prefix: 'glue', endpointId: 'GLUE' },
  codebuild: { prefix: 'codebuild', endpointId: 'CODEBUILD' },
  cloudformation: { prefix: 'cloudformation', endpointId: 'CLOUDFORMATION' },
  sagemaker: { prefix: 'sagemaker', endpointId: 'SAGEMAKER' },
  apprunner: { prefix: 'apprunner', endpointId: 'APPRUNNER' },
  sfn: { prefix: 'states', endpointId: 'SFN' },
  bedrockAgent: { prefix: 'bedrock', endpointId: 'BEDROCK_AGENT' },
  agentcore: { prefix: 'bedrock-agentcore', endpointId: 'BEDROCK_AGENTCORE_CONTROL' },
  secretsManager: { prefix: 'secretsmanager', endpointId: 'SECRETS_MANAGER' },
  ssm: { prefix: 'ssm', endpointId: 'SSM' },
  accessAnalyzer: { prefix: 'access-analyzer', endpointId: 'ACCESSANALYZER' },
  cloudtrail: { prefix: 'cloudtrail', endpointId: 'CLOUDTRAIL' },
  resourceExplorer: { prefix: 'resource-explorer-2', endpointId: 'RESOURCE_EXPLORER_2' },
  rolesAnywhere: { prefix: 'rolesanywhere', endpointId: 'ROLESANYWHERE' },
  dynamodbStreams: { prefix: 'dynamodb', endpointId: 'DYNAMODB_STREAMS' },
  kinesis: { prefix: 'kinesis', endpointId: 'KINESIS' },
  sqs: { prefix: 'sqs', endpointId: 'SQS' },
}

export interface ClientParts {
  readonly region: string
  readonly credentials: CredentialProvider
  readonly handler: Handler
  readonly endpoint: string | undefined
}

/** A client that asks once: repeating, waiting and counting belong to whoever calls it. */
export async function createClient<S extends ServiceName>(service: S, parts: ClientParts): Promise<Clients[S]> {
  const client = await loaders[service]({
    region: parts.region,
    credentials: parts.credentials,
    requestHandler: parts.handler,
    maxAttempts: 1,
    ...(parts.endpoint === undefined ? {} : { endpoint: parts.endpoint }),
  })
  return client as Clients[S]
}

/** One pool of kept-alive connections for the whole scan. */
export async function createHandler(): Promise<Handler> {
  const { NodeHttpHandler: Http } = await import('@smithy/node-http-handler')
  const { Agent: HttpAgent } = await import('node:http')
  const { Agent: HttpsAgent } = await import('node:https')
  const pool = { keepAlive: true, maxSockets: 64 }
  const inner: NodeHttpHandler = new Http({
    connectionTimeout: 10_000,
    httpAgent: new HttpAgent(pool),
    httpsAgent: new HttpsAgent(pool),
  })
  return guardedHandler(inner)
}

/**
 * The base credentials, in the order of the AWS CLI: the profile that was named, the environment's keys, the
 * environment's profile, or the SDK's own chain. They are resolved once here, so that their absence is said before
 * anything is asked.
 */
export async function baseCredentials(
  named: string | undefined,
  env: (name: string) => string | undefined,
): Promise<CredentialProvider> {
  const fromEnv = named === undefined ? environmentCredentials(env) : undefined
  if (fromEnv !== undefined) return async () => fromEnv
  const profile = named ?? env('AWS_PROFILE')
  const { fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
  const provider = fromNodeProviderChain(profile === undefined ? {} : { profile })
  try {
    await provider()
  } catch (error) {
    const where =
      profile === undefined ? 'in the environment or the shared configuration' : `for the profile "${profile}"`
    const why = error instanceof Error ? ` (${error.message})` : ''
    throw new ConfigError(
      `No AWS credentials were found ${where}${why}.`,
      'Sign in with `aws sso login` or `aws configure`, set AWS_PROFILE, or name a profile in muster.yaml.',
    )
  }
  return provider
}

function environmentCredentials(env: (name: string) => string | undefined): AwsCredentials | undefined {
  const accessKeyId = env('AWS_ACCESS_KEY_ID')
  const secretAccessKey = env('AWS_SECRET_ACCESS_KEY')
  const sessionToken = env('AWS_SESSION_TOKEN')
  if (!accessKeyId || !secretAccessKey) return undefined
  return { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) }
}

/** The region of a profile in the shared configuration, if it names one. */
export async function profileRegion(profile: string | undefined): Promise<string | undefined> {
  const { STS } = await import('@aws-sdk/client-sts')
  const client = new STS(profile === undefined ? {} : { profile })
  return client.config.region().catch(() => undefined)
}
