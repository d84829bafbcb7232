/** A secret or variable of a repository, and the edge to where it is kept. */
import type { Emission } from '../../model/index.ts'
import { idOf } from './place.ts'
import type { GithubContext } from './place.ts'

export function emitStored(
  context: GithubContext,
  record: Emission,
  repository: { readonly id: number },
  environment?: { readonly id: number },
): void {
  context.emit(record)
  if (record.type !== 'resource') return
  const to =
    environment === undefined
      ? idOf(context, 'repository', repository.id)
      : idOf(context, 'environment', environment.id)
  context.emit({ type: 'edge', kind: 'stored-in', from: record.id, to, evidence: [{ source: record.nativeId }] })
}
