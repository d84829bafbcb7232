/** A repository as the index found it, by GraphQL or by REST. */
import type { GapReason, Known } from '../../model/index.ts'
import type { RepositoryFacts } from '../../model/facts/github.ts'

export interface FoundFile {
  /** Within the repository. */
  readonly path: string
  /** The git object's id: files of one id are of one text. */
  readonly oid: string
  /** How the source that found it asks for its text. */
  readonly handle: string
  readonly bytes: number
  readonly binary: boolean
}

export interface FoundRepository extends Pick<
  RepositoryFacts,
  | 'visibility'
  | 'archived'
  | 'fork'
  | 'createdAt'
  | 'pushedAt'
  | 'defaultBranch'
  | 'deployKeys'
  | 'environments'
  | 'aiFiles'
> {
  readonly id: number
  /** Without its owner. */
  readonly name: string
  /** How many; the names may not be known where the number is. */
  readonly environmentCount: Known<number>
  readonly workflows: Known<readonly FoundFile[]>
  readonly codeOwners: Known<FoundFile>
}

export type FileText =
  | { readonly text: string }
  | { readonly flaw: string; readonly reason: GapReason; readonly permission?: string }

export interface RepositoryPage {
  readonly repositories: readonly FoundRepository[]
  /** Texts by object id, of files of this page. Never rejects for what one file lacks. */
  readonly texts: (files: readonly FoundFile[]) => Promise<ReadonlyMap<string, FileText>>
}
