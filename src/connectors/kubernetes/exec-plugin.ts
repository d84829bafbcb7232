/**
 * Runs the program that a kubeconfig names for signing in. The user's own kubectl runs it with every command; here it
 * gets the same: a list of arguments that no shell reads, and one request in a variable. It has a minute.
 * https://kubernetes.io/docs/reference/access-authn-authz/authentication/#client-go-credential-plugins
 */
import { spawn } from 'node:child_process'
import { z } from 'zod'
import { childEnvironment } from '../../config/environment.ts'
import { RefusedError } from '../shared/refused.ts'
import { withoutSecrets } from '../shared/secret-shapes.ts'
import type { ClusterEntry, ExecEntry } from './kubeconfig.ts'

const deadline = 60_000

const answerShape = z.object({
  kind: z.literal('ExecCredential'),
  status: z.object({
    token: z.string().optional(),
    clientCertificateData: z.string().optional(),
    clientKeyData: z.string().optional(),
    expirationTimestamp: z.string().optional(),
  }),
})

export type PluginAnswer = z.infer<typeof answerShape>['status']

/** Rejects with a sentence that names the program, and never with what it printed as an answer. */
export async function askPlugin(exec: ExecEntry, cluster: PluginCluster, signal: AbortSignal): Promise<PluginAnswer> {
  const { code, out, said } = await run(exec, requestFor(exec, cluster), signal)
  if (code !== 0) throw refused(exec, `ended with ${String(code)}${said === '' ? '' : `: ${said}`}`)
  const read = answerShape.safeParse(jsonIn(out))
  if (!read.success) throw refused(exec, 'printed no ExecCredential')
  const { token, clientCertificateData } = read.data.status
  if (token === undefined && clientCertificateData === undefined)
    throw refused(exec, 'gave neither a token nor a certificate')
  return read.data.status
}

export type PluginCluster = ClusterEntry & {
  /** PEM, from the kubeconfig or a file that it names. */
  readonly ca: string | undefined
}

/** What it is told of the cluster where it asks for that: https://kubernetes.io/docs/reference/config-api/client-authentication.v1/#client-authentication-k8s-io-v1-Cluster */
function requestFor({ apiVersion, provideClusterInfo }: ExecEntry, cluster: PluginCluster): string {
  const { ca, extensions = [] } = cluster
  const info = {
    server: cluster.server,
    'tls-server-name': cluster['tls-server-name'],
    'insecure-skip-tls-verify': cluster['insecure-skip-tls-verify'],
    'certificate-authority-data': ca === undefined ? undefined : Buffer.from(ca).toString('base64'),
    'proxy-url': cluster['proxy-url'],
    config: extensions.find(({ name }) => name === 'client.authentication.k8s.io/exec')?.extension,
  }
  const spec = { interactive: false, ...(provideClusterInfo === true ? { cluster: info } : {}) }
  return JSON.stringify({ kind: 'ExecCredential', apiVersion, spec })
}

interface Ended {
  readonly code: number | string | null
  readonly out: string
  /** The last line of what it complained of. */
  readonly said: string
}

function run({ command, args, env, installHint }: ExecEntry, request: string, signal: AbortSignal): Promise<Ended> {
  const variables = Object.fromEntries((env ?? []).map(({ name, value }) => [name, value]))
  const { promise, resolve, reject } = Promise.withResolvers<Ended>()
  const child = spawn(command, args ?? [], {
    env: childEnvironment({ ...variables, KUBERNETES_EXEC_INFO: request }),
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: AbortSignal.any([signal, AbortSignal.timeout(deadline)]),
    windowsHide: true,
  })
  const [out, complaints]: [string[], string[]] = [[], []]
  child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text))
  child.stderr.setEncoding('utf8').on('data', (text: string) => complaints.push(text))
  child.on('error', (error: NodeJS.ErrnoException) => {
    if (signal.aborted) return reject(signal.reason instanceof Error ? signal.reason : error)
    const why = error.name === 'AbortError' ? 'gave no answer within a minute' : wordsFor(error, installHint)
    reject(refused({ command }, why))
  })
  child.on('close', (code, killed) => resolve({ code: code ?? killed, out: out.join(''), said: lastLine(complaints) }))
  return promise
}

function wordsFor({ code, message }: NodeJS.ErrnoException, hint: string | undefined): string {
  if (code !== 'ENOENT') return `cannot be run (${code ?? message})`
  return `is not installed here${hint === undefined ? '' : `. ${hint.replaceAll(/\s+/g, ' ').trim().slice(0, 300)}`}`
}

function lastLine(complaints: readonly string[]): string {
  const lines = complaints
    .join('')
    .split('\n')
    .map((line) => line.trim())
  return withoutSecrets(lines.findLast((line) => line !== '') ?? '').slice(0, 200)
}

function refused({ command }: Pick<ExecEntry, 'command'>, why: string): RefusedError {
  const detail = `The program ${command}, which the kubeconfig names for signing in, ${why}.`
  return new RefusedError({ kind: 'failed', detail: detail.replace(/\.\.$/, '.') })
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
