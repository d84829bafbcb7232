/** Signing in: which credentials, which region, which endpoints. */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import {
  baseCredentials,
  createHandler,
  profileRegion,
  services,
  type CredentialProvider,
  type ServiceName,
} from './client.ts'
import { refusePlainHttp } from './http-guard.ts'
import type { AwsConfig } from './schema.ts'
import { clientsOf, type AwsClient } from './session.ts'

type Env = ConnectorIo['env']

export async function connect(config: AwsConfig, io: ConnectorIo): Promise<AwsClient> {
  for (const url of endpoints(config, io.env)) refusePlainHttp(url)
  const profile = config.profile ?? io.env('AWS_PROFILE')
  const given = config.region ?? io.env('AWS_REGION') ?? io.env('AWS_DEFAULT_REGION')
  const credentials = await baseCredentials(config.profile, io.env)
  const handler = await createHandler()
  // Without any region the commercial partition is meant; IAM answers there for every region.
  const region = given ?? (await profileRegion(profile)) ?? 'us-east-1'
  const endpointOf = (service: ServiceName): string | undefined => endpointFor(service, config, io.env)
  const client = clientsOf({ region, credentials, handler }, endpointOf)
  return { config, region, credentials, handler, endpointOf, client, found: {} }
}

/** What is configured in place of the vendor's own endpoints. A profile's `endpoint_url` is taken by the SDK itself. */
export function endpoints(config: AwsConfig, env: Env): readonly string[] {
  const names = Object.keys(services) as readonly ServiceName[]
  const found = names.flatMap((service) => endpointFor(service, config, env) ?? [])
  return [...new Set(found)].toSorted()
}

function endpointFor(service: ServiceName, config: AwsConfig, env: Env): string | undefined {
  if (config.endpoint !== undefined) return config.endpoint
  // https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
  if (env('AWS_IGNORE_CONFIGURED_ENDPOINT_URLS')?.toLowerCase() === 'true') return undefined
  return env(`AWS_ENDPOINT_URL_${services[service].endpointId}`) ?? env('AWS_ENDPOINT_URL')
}

export function externalId(config: AwsConfig, env: Env): string | undefined {
  const name = config.organization?.externalIdEnv
  if (name === undefined) return undefined
  const value = env(name)
  if (value === undefined || value === '') {
    throw new ConfigError(
      `The environment variable ${name} is empty.`,
      'It should hold the external id that the roles ask for.',
    )
  }
  return value
}

export interface Assumed {
  readonly credentials: CredentialProvider
  /** Of the session that is under way. */
  readonly arn: string
}

const sessionSeconds = 3600
const refreshBefore = 300_000
const shortestSession = 900_000

/** A session of the role in a member account; it is renewed by itself five minutes before it ends. */
export async function assumeRole(
  client: AwsClient,
  { accountId, partition }: { readonly accountId: string; readonly partition: string },
  io: ConnectorIo,
): Promise<Assumed> {
  const { config } = client
  const { organization } = config
  if (organization === undefined) throw new Error('a member account is opened without a role to assume')
  const ExternalId = externalId(config, io.env)
  const request = {
    RoleArn: `arn:${partition}:iam::${accountId}:role/${organization.roleName}`,
    RoleSessionName: 'muster',
    DurationSeconds: sessionSeconds,
    ...(ExternalId === undefined ? {} : { ExternalId }),
  }
  const start = async () => {
    const sts = await client.client('sts')
    // A denial here is about one account's role and says nothing of the next account's.
    const spec = { operation: 'sts:AssumeRole', domain: 'sts', perResource: true }
    const answer = await io.call(spec, (signal) => sts.assumeRole(request, { abortSignal: signal }))
    const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '', Expiration } = answer.Credentials ?? {}
    return {
      arn: answer.AssumedRoleUser?.Arn ?? request.RoleArn,
      credentials: {
        accessKeyId: AccessKeyId,
        secretAccessKey: SecretAccessKey,
        sessionToken: SessionToken,
        // A session lasts fifteen minutes at the least: a time of expiry that has passed already is a clock that is off.
        expiration: new Date(Math.max(Expiration?.getTime() ?? 0, io.time() + shortestSession)),
      },
    }
  }
  let current = start()
  const { arn } = await current
  const fresh = async () => {
    const { credentials } = await current
    // Sessions run out by the wall clock, whatever instant the scan is judged as of.
    if (credentials.expiration.getTime() - io.time() < refreshBefore) current = start()
    return (await current).credentials
  }
  let renewing: ReturnType<typeof fresh> | undefined
  const credentials: CredentialProvider = () => {
    renewing ??= fresh().finally(() => (renewing = undefined))
    return renewing
  }
  return { arn, credentials }
}
