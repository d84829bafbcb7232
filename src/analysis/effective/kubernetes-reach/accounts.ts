/** The service accounts of a cluster, with what runs as them: whoever gets into that has their token. */
import type { View } from '../../../inventory/view.ts'
import type { Identity } from '../../../model/index.ts'
import { k8sAccountFacts, k8sWorkloadFacts, tokenSecretFacts } from '../kubernetes-facts.ts'

export interface Account {
  readonly id: string
  readonly identity: Identity
  readonly namespace: string
  readonly name: string
  /** Names of workloads that have its token. */
  readonly holders: readonly string[]
  /** Names of Secrets that hold a token of it without an end. */
  readonly tokens: readonly string[]
}

/** By id, in order of it. */
export function accountsOf(view: View): ReadonlyMap<string, Account> {
  return view.once('kubernetes accounts', () => {
    const holders = holdersOf(view)
    const tokens = tokensOf(view)
    return new Map(
      [...view.identities({ kind: 'service-account' })].map((identity) => {
        const { namespace, account: name, secrets } = k8sAccountFacts(identity)
        const key = `${namespace}/${name}`
        const held = (holders.get(key) ?? []).filter(({ mounts }) => mounts ?? mountsByDefault(identity))
        return [
          identity.id,
          {
            id: identity.id,
            identity,
            namespace,
            name,
            holders: held.map(({ workload }) => workload),
            tokens: [
              ...new Set([...(tokens.get(key) ?? []), ...secrets.filter((each) => isToken(each, name))]),
            ].toSorted(),
          },
        ] as const
      }),
    )
  })
}

/**
 * As the control plane called them until Kubernetes 1.24. What else an account lists it may mount, such as sign-ins to
 * registries: https://kubernetes.io/docs/concepts/security/service-accounts/#enforce-mountable-secrets
 */
function isToken(secret: string, account: string): boolean {
  return secret.startsWith(`${account}-token-`)
}

function mountsByDefault(identity: Identity): boolean {
  return k8sAccountFacts(identity).automount !== false
}

interface Holder {
  /** `namespace/name` of the account. */
  readonly key: string
  readonly workload: string
  /** What the pod says itself; undefined: nothing. */
  readonly mounts: boolean | undefined
}

function holdersOf(view: View): ReadonlyMap<string, readonly Holder[]> {
  return Map.groupBy(holdersIn(view), ({ key }) => key)
}

function* holdersIn(view: View): Generator<Holder> {
  for (const workload of view.resources({ kind: 'workload' })) {
    const { namespace, serviceAccount, automount, tokens } = k8sWorkloadFacts(workload)
    const asked = tokens.some(({ audience }) => audience === null)
    const mounts = asked ? true : typeof automount === 'boolean' ? automount : undefined
    const key = `${namespace}/${serviceAccount}`
    yield { key, workload: workload.name.replace(/^.*\//, ''), mounts }
  }
}

function tokensOf(view: View): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>()
  for (const credential of view.credentials({ kind: 'token' })) {
    if (credential.enabled === false) continue
    const { namespace, account, secret } = tokenSecretFacts(credential)
    const key = `${namespace}/${account}`
    found.set(key, [...(found.get(key) ?? []), secret])
  }
  return found
}
