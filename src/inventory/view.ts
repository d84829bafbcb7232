/** What rules look through: the facts of one scope, and by id or edge what crosses scopes. Reading only. */
import type { Credential, Edge, EdgeKind, Gap, Identity, Resource, Scope, Usage } from '../model/index.ts'

export interface View {
  /** The scope being judged. */
  readonly scope: Scope
  /** Every scope of the store, for what crosses them: the accounts of an organisation. */
  scopes(): readonly Scope[]
  identity(id: string): Identity | undefined
  credential(id: string): Credential | undefined
  resource(id: string): Resource | undefined
  /** Entities of the scope being judged (or of `scope`), in order of id. */
  identities(filter?: { kind?: string; scope?: string }): Iterable<Identity>
  credentials(filter?: { kind?: string; scope?: string }): Iterable<Credential>
  resources(filter?: { kind?: string; scope?: string }): Iterable<Resource>
  /** Edges of every scope, in order of kind, from, to, via. */
  edgesFrom(id: string, kind?: EdgeKind): readonly Edge[]
  edgesTo(id: string, kind?: EdgeKind): readonly Edge[]
  usage(subject: string): Usage | undefined
  /** The gap that hides a facet (`aws.access-keys`) in this scope or in `scope`, if any. */
  gap(facet: string, scope?: string): Gap | undefined
  /** A value worked out once per view under a name, such as an index over the scope's roles. */
  once<T>(name: string, make: () => T): T
  /**
   * The same, once for all scopes that are judged together: for what is small, takes a look at every scope, and comes
   * out alike from wherever one looks.
   */
  onceForAll<T>(name: string, make: () => T): T
  /**
   * The same store, looked at from another scope: for what only that scope's own view can tell, such as how far a
   * service account gets within its cluster. Undefined where nothing of it was collected.
   */
  at(scope: string): View | undefined
}
