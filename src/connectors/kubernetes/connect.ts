/** Signing in: which clusters, and as whom. */
import type { ConnectorIo } from '../contract.ts'
import { ConfigError } from '../errors.ts'
import { fileText, refusePlainHttp, variable } from '../shared/settings.ts'
import { credentialsFor, fromFile, pemOf, refusing } from './credentials.ts'
import type { Credentials } from './credentials.ts'
import { contextsIn, folderOf } from './kubeconfig.ts'
import type { KubeContext, KubeFile, UserEntry } from './kubeconfig.ts'
import { lineTo } from './send.ts'
import type { Impersonated, Proxy } from './send.ts'
import type { KubernetesConfig } from './schema.ts'
import type { KubernetesClient, Target } from './session.ts'
import { vendorFor } from './vendor.ts'

export async function connect(config: KubernetesConfig, io: ConnectorIo): Promise<KubernetesClient> {
  const targets = await targetsFor(config, io)
  return { config, targets, found: new Map() }
}

async function targetsFor(config: KubernetesConfig, io: ConnectorIo): Promise<readonly Target[]> {
  if (config.endpoint !== undefined) return [await directTarget(config, config.endpoint, io)]
  const files = await filesFor(config, io)
  if (files.length === 0) return [await inCluster(io)]
  const contexts = contextsIn(files, config.contexts)
  const [only] = contexts
  if (only !== undefined && contexts.length === 1) return [await targetOf(only, config, io)]
  return Promise.all(contexts.map((context) => oneOf(context, config, io)))
}

/** What is wrong with one of several contexts keeps none of the others from being read. */
async function oneOf(context: KubeContext, config: KubernetesConfig, io: ConnectorIo): Promise<Target> {
  const { name, cluster } = context
  try {
    return await targetOf(context, config, io)
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    return makeTarget(name, cluster.server, refusing(error), { verify: true })
  }
}

async function targetOf(context: KubeContext, config: KubernetesConfig, io: ConnectorIo): Promise<Target> {
  const { name, cluster, user } = context
  const ca = await pemOf(cluster['certificate-authority-data'], cluster['certificate-authority'], io.readFile)
  const verify = cluster['insecure-skip-tls-verify'] !== true
  if (!verify && ca !== undefined)
    throw new ConfigError(
      `The context ${name} names an authority for certificates, and has none of them checked.`,
      'Take insecure-skip-tls-verify out, as kubectl asks for too.',
    )
  if (!verify) io.log('warn', `The certificate of ${cluster.server} is not checked, since the context ${name} says so.`)
  const credentials = await credentialsFor(context, io, config.execPlugins, ca)
  const serverName = cluster['tls-server-name']
  return makeTarget(name, cluster.server, credentials, {
    verify,
    impersonated: impersonatedBy(user),
    ...(ca === undefined ? {} : { ca }),
    ...(serverName === undefined || serverName === '' ? {} : { serverName }),
    ...proxyFor(name, cluster['proxy-url'], io),
  })
}

interface Way {
  readonly verify: boolean
  readonly ca?: string
  readonly serverName?: string
  readonly proxy?: Proxy
  readonly impersonated?: Impersonated
}

/** https://kubernetes.io/docs/reference/access-authn-authz/authentication/#user-impersonation */
function impersonatedBy(user: UserEntry): Impersonated {
  const [groups, extra] = [user['as-groups'] ?? [], Object.entries(user['as-user-extra'] ?? {})]
  return {
    ...(user.as === undefined ? {} : { 'impersonate-user': [user.as] }),
    ...(user['as-uid'] === undefined ? {} : { 'impersonate-uid': [user['as-uid']] }),
    ...(groups.length === 0 ? {} : { 'impersonate-group': groups }),
    ...Object.fromEntries(extra.map(([key, values]) => [`impersonate-extra-${encodeURIComponent(key)}`, values])),
  }
}

function makeTarget(name: string, server: string, credentials: Credentials, way: Way): Target {
  if (!URL.canParse(server) || !/^https?:/.test(server))
    throw new ConfigError(
      `The context ${name} has no address of a server: ${server}.`,
      'It looks like https://10.0.0.1:6443.',
    )
  refusePlainHttp(server, `The server of the context ${name}`)
  const line = lineTo(way)
  const vendor = vendorFor(server, line, credentials)
  return { name, server: server.replace(/\/+$/, ''), vendor, credentials, close: line.close }
}

/** The context's own, else the environment's, as for kubectl. */
function proxyFor(name: string, own: string | undefined, { env }: ConnectorIo): Pick<Way, 'proxy'> {
  if (own === undefined || own === '') {
    const general = env('HTTPS_PROXY') ?? env('https_proxy')
    const except = env('NO_PROXY') ?? env('no_proxy')
    if (general === undefined) return {}
    return { proxy: { HTTPS_PROXY: general, ...(except === undefined ? {} : { NO_PROXY: except }) } }
  }
  if (/^https?:/.test(own)) return { proxy: { HTTPS_PROXY: own } }
  throw new ConfigError(
    `The context ${name} goes over a proxy of another kind than http and https, which is not supported.`,
    'Set proxy-url to one of those.',
  )
}

/** Those that are named have to be there; of those in KUBECONFIG kubectl takes what is there. */
async function filesFor(config: KubernetesConfig, io: ConnectorIo): Promise<readonly KubeFile[]> {
  const { kubeconfig, kubeconfigEnv } = config
  if (kubeconfigEnv !== undefined)
    return [{ from: kubeconfigEnv, text: variable(kubeconfigEnv, io.env, 'It should hold a kubeconfig.') }]
  if (kubeconfig !== undefined) {
    const path = atHome(kubeconfig, io.env)
    return [{ from: path, text: await fileText(path, io.readFile), folder: folderOf(path) }]
  }
  const listed = io.env('KUBECONFIG')
  const home = homeOf(io.env)
  const usual = home === undefined ? [] : [`${home}/.kube/config`]
  const paths = listed === undefined ? usual : pathsIn(listed)
  const found = await Promise.all(
    paths.map(async (path): Promise<readonly KubeFile[]> => {
      try {
        return [{ from: path, text: await io.readFile(path), folder: folderOf(path) }]
      } catch {
        return []
      }
    }),
  )
  if (listed !== undefined && found.every((each) => each.length === 0))
    throw new ConfigError(`No file that KUBECONFIG names can be read: ${listed}.`, 'Check the paths.')
  return found.flat()
}

/** Apart by `:`, on Windows by `;`. */
function pathsIn(listed: string): readonly string[] {
  const windows = listed.includes(';') || /^[A-Za-z]:[\\/]/.test(listed)
  return listed.split(windows ? ';' : ':').filter((path) => path !== '')
}

function homeOf(env: ConnectorIo['env']): string | undefined {
  return env('HOME') ?? env('USERPROFILE')
}

function atHome(path: string, env: ConnectorIo['env']): string {
  return path.startsWith('~/') ? `${homeOf(env) ?? '~'}${path.slice(1)}` : path
}

async function directTarget(config: KubernetesConfig, endpoint: string, io: ConnectorIo): Promise<Target> {
  const { auth, caFile } = config
  if (auth === undefined)
    throw new ConfigError('endpoint is set, but not how to sign in there.', 'Set auth: { tokenEnv: KUBERNETES_TOKEN }.')
  const ca = caFile === undefined ? undefined : await fileText(caFile, io.readFile)
  const credentials =
    'tokenFile' in auth
      ? fromFile(auth.tokenFile, io)
      : fixed(variable(auth.tokenEnv, io.env, 'It should hold a token of the cluster.'))
  return makeTarget(config.name ?? new URL(endpoint).host, endpoint, credentials, {
    verify: true,
    ...(ca === undefined ? {} : { ca }),
  })
}

function fixed(token: string): Credentials {
  return { proof: async () => ({ token }), answered: () => false }
}

const mounted = '/var/run/secrets/kubernetes.io/serviceaccount'

/** https://kubernetes.io/docs/tasks/run-application/access-api-from-pod/ */
async function inCluster(io: ConnectorIo): Promise<Target> {
  const [host, port] = [io.env('KUBERNETES_SERVICE_HOST'), io.env('KUBERNETES_SERVICE_PORT')]
  if (host === undefined)
    throw new ConfigError(
      'There is no kubeconfig, and this is no pod of a cluster.',
      'Set kubeconfig: PATH, or KUBECONFIG, or endpoint with auth.',
    )
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port ?? '443'}`
  const ca = await fileText(`${mounted}/ca.crt`, io.readFile)
  return makeTarget('in-cluster', server, fromFile(`${mounted}/token`, io), { verify: true, ca })
}

/** Kubernetes has no address of its own: only one that muster.yaml itself names is told. */
export function endpoints({ endpoint }: KubernetesConfig): readonly string[] {
  return endpoint === undefined ? [] : [endpoint]
}

export async function close({ targets }: KubernetesClient): Promise<void> {
  for (const target of targets) target.close()
}
