/**
 * IAM Roles Anywhere over signed requests: its SDK package on the registry is of 2023 and cannot be used with this SDK.
 * https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_Operations.html
 */
import type { CredentialProvider, Handler } from './client.ts'

export interface TrustAnchorRow {
  readonly trustAnchorArn?: string
  readonly name?: string
  readonly enabled?: boolean
  readonly createdAt?: string
  readonly source?: { readonly sourceType?: string }
}

export interface ProfileRow {
  readonly profileArn?: string
  readonly name?: string
  readonly enabled?: boolean
  readonly createdAt?: string
  readonly roleArns?: readonly string[]
  readonly sessionPolicy?: string
  readonly managedPolicyArns?: readonly string[]
  readonly acceptRoleSessionName?: boolean
  readonly durationSeconds?: number
}

export interface SubjectRow {
  readonly subjectArn?: string
  readonly enabled?: boolean
  readonly x509Subject?: string
  readonly lastSeenAt?: string
  readonly createdAt?: string
}

interface Paged {
  readonly nextToken?: string
}
interface PageInput {
  readonly nextToken?: string | undefined
}
interface Options {
  readonly abortSignal: AbortSignal
}

export interface RolesAnywhereClient {
  readonly listTrustAnchors: (
    input: PageInput,
    options: Options,
  ) => Promise<Paged & { readonly trustAnchors?: readonly TrustAnchorRow[] }>
  readonly listProfiles: (
    input: PageInput,
    options: Options,
  ) => Promise<Paged & { readonly profiles?: readonly ProfileRow[] }>
  readonly listSubjects: (
    input: PageInput,
    options: Options,
  ) => Promise<Paged & { readonly subjects?: readonly SubjectRow[] }>
}

export interface RolesAnywhereConfig {
  readonly region: string
  readonly credentials: CredentialProvider
  readonly requestHandler: Handler
  readonly endpoint?: string
}

export async function rolesAnywhereClient(config: RolesAnywhereConfig): Promise<RolesAnywhereClient> {
  const get = await signedGet(config)
  return {
    listTrustAnchors: (input, options) => get('/trustanchors', input, options),
    listProfiles: (input, options) => get('/profiles', input, options),
    listSubjects: (input, options) => get('/subjects', input, options),
  }
}

type Get = <T>(path: string, input: PageInput, options: Options) => Promise<T>

async function signedGet(config: RolesAnywhereConfig): Promise<Get> {
  const { SignatureV4 } = await import('@smithy/signature-v4')
  const { Sha256 } = await import('@aws-crypto/sha256-js')
  const { region, credentials, requestHandler } = config
  const signer = new SignatureV4({ service: 'rolesanywhere', region, credentials, sha256: Sha256 })
  const url = new URL(config.endpoint ?? `https://rolesanywhere.${region}.${dnsSuffix(region)}`)
  return async <T>(path: string, { nextToken }: PageInput, { abortSignal }: Options): Promise<T> => {
    const request = await signer.sign({
      method: 'GET',
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path,
      query: nextToken === undefined ? {} : { nextToken },
      headers: { host: url.host, accept: 'application/json' },
    })
    const { response } = await requestHandler.handle(request as Parameters<Handler['handle']>[0], { abortSignal })
    return read(response.statusCode, response.headers, await textOf(response.body)) as T
  }
}

async function textOf(body: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const part of body) parts.push(part)
  return Buffer.concat(parts).toString()
}

/** The parsed answer; a refusal becomes an error with the names that the SDK's own errors have. */
function read(httpStatusCode: number, headers: { readonly [name: string]: string }, text: string): object {
  const value = parsed(text)
  const $metadata = { httpStatusCode }
  if (httpStatusCode >= 300) {
    const { message, Message } = (value ?? {}) as { message?: string; Message?: string }
    const name = headers['x-amzn-errortype']?.split(':')[0] ?? `Status${httpStatusCode}`
    const $response = { statusCode: httpStatusCode, headers }
    throw Object.assign(new Error(message ?? Message ?? name), { name, $metadata, $response })
  }
  if (typeof value !== 'object' || value === null)
    throw Object.assign(new Error('the answer is no JSON'), { name: 'UnreadableAnswer', $metadata })
  return value
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** As the SDK's endpoint rules have it, partition by partition. */
function dnsSuffix(region: string): string {
  const suffixes: readonly (readonly [string, string])[] = [
    ['cn-', 'amazonaws.com.cn'],
    ['eusc-', 'amazonaws.eu'],
    ['us-isob-', 'sc2s.sgov.gov'],
    ['us-isof-', 'csp.hci.ic.gov'],
    ['eu-isoe-', 'cloud.adc-e.uk'],
    ['us-iso-', 'c2s.ic.gov'],
  ]
  return suffixes.find(([prefix]) => region.startsWith(prefix))?.[1] ?? 'amazonaws.com'
}
