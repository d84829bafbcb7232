/** Which identities of clouds a service account becomes, and how far it gets with them. */
import type { FoundPath } from '../../../model/index.ts'

export type Cloud = 'aws' | 'azure' | 'gcp'

export interface CloudDoor {
  readonly cloud: Cloud
  /** How the cluster's token is taken. */
  readonly by: 'issuer' | 'pod-identity' | 'workload-identity'
  /** The identity that is become: an ARN, an application id, a principal of Google. */
  readonly identity: string
  readonly name: string
  /**
   * The door is shut to accounts of other names in other namespaces, or this account asks for it; else it stands open
   * to all of the cluster, which is told of at the door.
   */
  readonly own: boolean
  readonly gain: 'admin' | 'sensitive' | 'ordinary'
  /** From the account on, to administration. */
  readonly path?: FoundPath
}
