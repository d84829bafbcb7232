/**
 * Stands between the SDK and the wire. The SDK's readers are lenient: a proxy's HTML page, an empty body, or XML cut
 * off in the middle can pass as an answer that lists nothing. Here such an answer is an error.
 */
import { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'
import type { NodeHttpHandler } from '@smithy/node-http-handler'
import { ConfigError } from '../errors.ts'

type Handle = NodeHttpHandler['handle']
type WireRequest = Parameters<Handle>[0]
type WireResponse = Awaited<ReturnType<Handle>>['response']

/** An answer that nobody can read; `status` is the HTTP status it came with. */
export interface UnreadableError extends Error {
  readonly name: 'UnreadableAnswer'
  readonly $metadata: { readonly httpStatusCode: number }
}

export function guardedHandler(inner: NodeHttpHandler) {
  return {
    metadata: inner.metadata,
    handle: async (request: WireRequest, options: Parameters<Handle>[1] = {}): Promise<{ response: WireResponse }> => {
      refusePlainHttp(`${request.protocol}//${request.hostname}`)
      const { response } = await inner.handle(request, options)
      const signal = options.abortSignal
      const sent = await readAll(response.body, signal instanceof AbortSignal ? signal : undefined)
      const body = await unpacked(sent, response)
      const flaw = flawOf(request, response.statusCode, body)
      if (flaw !== undefined) throw unreadable(flaw, response.statusCode)
      response.body = Readable.from([body])
      return { response }
    },
    updateHttpClientConfig: inner.updateHttpClientConfig.bind(inner),
    httpHandlerConfigs: inner.httpHandlerConfigs.bind(inner),
    destroy: () => inner.destroy(),
  }
}

/** Signed requests over plain http only to this host itself. */
export function refusePlainHttp(url: string): void {
  if (!url.startsWith('http:')) return
  const host = new URL(url).hostname
  if (host === 'localhost' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host)) return
  throw new ConfigError(
    `The AWS endpoint ${url} is plain http.`,
    'Use https; plain http is only for a loopback address.',
  )
}

async function readAll(body: unknown, signal: AbortSignal | undefined): Promise<Buffer> {
  if (!(body instanceof Readable)) return Buffer.from(body instanceof Uint8Array ? body : '')
  const stop = (): void => void body.destroy(Object.assign(new Error('Aborted'), { name: 'AbortError' }))
  signal?.addEventListener('abort', stop, { once: true })
  try {
    const chunks: Buffer[] = []
    for await (const chunk of body) chunks.push(Buffer.from(chunk as Uint8Array))
    return Buffer.concat(chunks)
  } finally {
    signal?.removeEventListener('abort', stop)
  }
}

const unpackers: { readonly [encoding: string]: (body: Buffer) => Promise<Buffer> } = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** Nobody asked for a packed answer, and the SDK does not unpack one; proxies pack them nevertheless. */
async function unpacked(body: Buffer, response: WireResponse): Promise<Buffer> {
  const unpack = unpackers[response.headers['content-encoding']?.toLowerCase() ?? '']
  if (unpack === undefined || body.length === 0) return body
  try {
    return await unpack(body)
  } catch {
    throw unreadable('the answer is cut off', response.statusCode)
  }
}

/** What is wrong with an answer, in words that quote nothing of it. */
function flawOf(request: WireRequest, status: number, body: Buffer): string | undefined {
  const head = body.subarray(0, 512).toString().trimStart()
  if (/^<(!doctype\s+html|html)\b/i.test(head)) return 'the answer is a web page (HTML)'
  if (status >= 300) return undefined
  if (head === '') return status === 204 ? undefined : 'the answer is empty'
  if (!head.startsWith('<')) return undefined
  const root = /<([A-Za-z][\w.-]*)/.exec(head.replace(/^<\?xml[^>]*\?>/, ''))?.[1]
  if (root === undefined || !body.subarray(-256).toString().trimEnd().endsWith(`</${root}>`)) {
    return 'the answer is cut off'
  }
  const action = typeof request.body === 'string' ? /(?:^|&)Action=(\w+)/.exec(request.body)?.[1] : undefined
  return action === undefined || root === `${action}Response` ? undefined : `the answer is no ${action}Response`
}

function unreadable(flaw: string, status: number): UnreadableError {
  const error = new Error(`${flaw} (status ${status})`)
  return Object.assign(error, { name: 'UnreadableAnswer' as const, $metadata: { httpStatusCode: status } })
}
