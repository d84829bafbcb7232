/** Signed requests to services whose SDK package is not among the dependencies: answers are JSON, errors as the SDK's. */
import type { CredentialProvider, Handler } from './client.ts'

export interface SignedConfig {
  readonly region: string
  readonly credentials: CredentialProvider
  readonly requestHandler: Handler
  readonly endpoint?: string
}

export interface SendOptions {
  readonly abortSignal: AbortSignal
}

interface Sent {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly query?: { readonly [name: string]: string }
  readonly headers?: { readonly [name: string]: string }
  readonly body?: string
}

export type Send = <T>(sent: Sent, options: SendOptions) => Promise<T>

/** `host` without region and domain: `streams.dynamodb`. */
export async function signedRequests(config: SignedConfig, service: string, host = service): Promise<Send> {
  const { SignatureV4 } = await import('@smithy/signature-v4')
  const { Sha256 } = await import('@aws-crypto/sha256-js')
  const { region, credentials, requestHandler } = config
  const signer = new SignatureV4({ service, region, credentials, sha256: Sha256 })
  const url = new URL(config.endpoint ?? `https://${host}.${region}.${dnsSuffix(region)}`)
  return async <T>({ method, path, query, headers, body }: Sent, { abortSignal }: SendOptions): Promise<T> => {
    const request = await signer.sign({
      method,
      protocol: url.protocol,
      hostname: url.hostname,
      ...(url.port === '' ? {} : { port: Number(url.port) }),
      path,
      query: { ...query },
      headers: { host: url.host, accept: 'application/json', ...headers },
      ...(body === undefined ? {} : { body }),
    })
    const { response } = await requestHandler.handle(request as Parameters<Handler['handle']>[0], { abortSignal })
    return read(response.statusCode, response.headers, await textOf(response.body)) as T
  }
}

/** `POST /` with the operation in a header: https://smithy.io/2.0/aws/protocols/aws-json-1_0-protocol.html */
export function jsonOperation(send: Send, target: string, version: '1.0' | '1.1') {
  const headers = { 'content-type': `application/x-amz-json-${version}`, 'x-amz-target': target }
  return <T>(input: object, options: SendOptions): Promise<T> =>
    send<T>({ method: 'POST', path: '/', headers, body: JSON.stringify(input) }, options)
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
    const { message, Message, __type: type } = (value ?? {}) as { message?: string; Message?: string; __type?: string }
    const given = headers['x-amzn-errortype']?.split(':')[0] ?? type?.split('#').at(-1)
    const name = given ?? `Status${httpStatusCode}`
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
