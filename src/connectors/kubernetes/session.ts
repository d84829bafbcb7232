/** What is kept of a cluster while it is read. */
import type { AiFacet, Known } from '../../model/index.ts'
import type { Vendor } from '../shared/vendor/index.ts'
import type { Credentials } from './credentials.ts'
import type { KubernetesConfig } from './schema.ts'

/** One context, signed in to. */
export interface Target {
  readonly name: string
  /** Without a slash at the end. */
  readonly server: string
  readonly vendor: Vendor
  readonly credentials: Credentials
  readonly close: () => void
}

export interface KubernetesClient {
  readonly config: KubernetesConfig
  readonly targets: readonly Target[]
  /** Filled while scopes are found, by scope id. */
  readonly found: Map<string, FoundCluster>
}

export interface FoundCluster {
  readonly target: Target
  /** Of the namespace `kube-system`. */
  readonly uid: Known<string>
  readonly createdAt: Known<string>
  /** Why the cluster could not be asked at all. */
  readonly failure?: unknown
}

export interface NamespaceRow {
  readonly labels: { readonly [label: string]: string }
}

export interface KubernetesSession {
  readonly vendor: Vendor
  readonly config: KubernetesConfig
  readonly cluster: FoundCluster
  readonly facts: {
    /** Of the step `namespaces`, by name; undefined where it could not. */
    namespaces?: ReadonlyMap<string, NamespaceRow>
    /** Of the step `service-accounts`: `namespace/name`; undefined where it could not. */
    accounts?: ReadonlySet<string>
    /** Of the step `workloads`, by `namespace/name` of the service account: what runs as it. */
    readonly runners: Map<string, Runner[]>
    /** Names of users and groups that were emitted. */
    readonly emitted: Set<string>
  }
}

export interface Runner {
  readonly workload: string
  readonly ai: AiFacet | undefined
}

export function emptyFacts(): KubernetesSession['facts'] {
  return { runners: new Map(), emitted: new Set() }
}
