/** What proves to an API server who asks: a token, a client certificate, or what a program hands out. */
import { ConfigError } from '../errors.ts'
import type { ConnectorIo } from '../contract.ts'
import { fileText } from '../shared/settings.ts'
import { RefusedError } from '../shared/refused.ts'
import { askPlugin } from './exec-plugin.ts'
import type { KubeContext, UserEntry } from './kubeconfig.ts'

export interface Proof {
  readonly token?: string
  /** PEM. */
  readonly certificate?: { readonly cert: string; readonly key: string }
}

export interface Credentials {
  readonly proof: (signal: AbortSignal) => Promise<Proof>
  /** Told of each answer. True for a token that was refused and is, or was already, replaced by another. */
  readonly answered: (token: string | undefined, refused: boolean) => boolean
}

type World = Pick<ConnectorIo, 'readFile' | 'time' | 'log'>

export async function credentialsFor(
  { name, user, cluster }: KubeContext,
  world: World,
  execPlugins: boolean,
  ca?: string,
): Promise<Credentials> {
  refuseOldForms(name, user)
  const certificate = await certificateOf(name, user, world.readFile)
  const beside = certificate === undefined ? {} : { certificate }
  if (user.exec !== undefined) {
    if (!execPlugins)
      throw new ConfigError(
        `The context ${name} signs in by the program ${user.exec.command}, and execPlugins is false.`,
        'Set execPlugins: true, or give it a token.',
      )
    const { exec } = user
    if (exec.interactiveMode === 'Always')
      throw new ConfigError(
        `The context ${name} signs in by the program ${exec.command}, which wants somebody to talk to.`,
        'Sign in with it beforehand and set its interactiveMode to IfAvailable, or give the context a token.',
      )
    // kubectl is silent here; whoever scans with a kubeconfig of somebody else should see what it starts.
    world.log('warn', `The context ${name} signs in by running ${exec.command}.`)
    return handedOut(async (signal) => {
      const answer = await askPlugin(exec, { ...cluster, ca }, signal)
      const { token, clientCertificateData: cert, clientKeyData: key, expirationTimestamp } = answer
      const proof = {
        ...beside,
        ...(token === undefined ? {} : { token }),
        ...(cert === undefined || key === undefined ? {} : { certificate: { cert, key } }),
      }
      const until = Date.parse(expirationTimestamp ?? '')
      return { proof, until: Number.isNaN(until) ? Infinity : until - minute }
    }, world)
  }
  if (user.tokenFile !== undefined && user.tokenFile !== '') return fromFile(user.tokenFile, world, beside)
  const proof = { ...beside, ...(user.token === undefined ? {} : { token: user.token.trim() }) }
  return { proof: async () => proof, answered: () => false }
}

/** Of a context that nobody can sign in by: whatever is asked of its cluster is refused with the sentence. */
export function refusing({ message }: ConfigError): Credentials {
  return {
    proof: () => Promise.reject(new RefusedError({ kind: 'failed', detail: message })),
    answered: () => false,
  }
}

const minute = 60_000

/** Tokens of pods are replaced while they are used: https://kubernetes.io/docs/concepts/storage/projected-volumes/#serviceaccounttoken */
export function fromFile(path: string, world: World, beside: Proof = {}): Credentials {
  return handedOut(async () => {
    const token = (await fileText(path, world.readFile)).trim()
    return { proof: { ...beside, token }, until: world.time() + minute }
  }, world)
}

interface Held {
  readonly proof: Proof
  readonly until: number
}

/** Asked for once, and again when it has run out, or is refused after it was good for something. */
function handedOut(ask: (signal: AbortSignal) => Promise<Held>, { time }: World): Credentials {
  let held: Promise<Held> | undefined
  let [current, good]: [string | undefined, boolean] = [undefined, false]
  const asked = (signal: AbortSignal): Promise<Held> => {
    good = false
    const asking = ask(signal).then((found) => {
      current = found.proof.token
      return found
    })
    asking.catch(() => {
      held = undefined
    })
    held = asking
    return asking
  }
  return {
    proof: async (signal) => {
      const before = await (held ?? asked(signal))
      return before.until > time() ? before.proof : (await asked(signal)).proof
    },
    answered: (token, refused) => {
      if (!refused) {
        good ||= token === current
        return false
      }
      if (token !== current) return true
      if (!good) return false
      held = undefined
      current = undefined
      return true
    },
  }
}

function refuseOldForms(name: string, { username, 'auth-provider': provider }: UserEntry): void {
  if (provider !== undefined)
    throw new ConfigError(
      `The context ${name} signs in by the auth-provider ${provider.name}, which Kubernetes 1.26 gave up.`,
      'Have the vendor’s tool write the kubeconfig anew: it then names a program.',
    )
  if (username !== undefined && username !== '')
    throw new ConfigError(
      `The context ${name} signs in with a password, which Kubernetes 1.19 gave up.`,
      'Give it a token or a client certificate.',
    )
}

async function certificateOf(
  name: string,
  user: UserEntry,
  readFile: World['readFile'],
): Promise<Proof['certificate'] | undefined> {
  const cert = await pemOf(user['client-certificate-data'], user['client-certificate'], readFile)
  const key = await pemOf(user['client-key-data'], user['client-key'], readFile)
  if (cert === undefined && key === undefined) return undefined
  if (cert !== undefined && key !== undefined) return { cert, key }
  throw new ConfigError(
    `The context ${name} has ${cert === undefined ? 'a client key without a certificate' : 'a client certificate without its key'}.`,
    'Check it with: kubectl config view.',
  )
}

/** What stands in the file itself counts before what it points to, as for kubectl. */
export async function pemOf(
  data: string | undefined,
  path: string | undefined,
  readFile: World['readFile'],
): Promise<string | undefined> {
  if (data !== undefined && data !== '') return Buffer.from(data, 'base64').toString('utf8')
  return path === undefined || path === '' ? undefined : fileText(path, readFile)
}
