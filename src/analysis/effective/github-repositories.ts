/** What rules ask of repositories that their subject belongs to, and of all of them. */
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Resource } from '../../model/index.ts'
import { githubEntity, repositoryFacts } from './github-facts.ts'

export function repositoryOf(facts: { readonly repositoryId?: number }, view: View): Resource | undefined {
  if (facts.repositoryId === undefined) return undefined
  return view.resource(githubEntity(view.scope, 'repository', facts.repositoryId))
}

/** Pushes and pipelines stand still in it until somebody takes it out of the archive. */
export function isArchived(facts: { readonly repositoryId?: number }, view: View): boolean {
  const repository = repositoryOf(facts, view)
  return repository !== undefined && repositoryFacts(repository).archived
}

/** Whether there are public repositories: `unknown` where none was seen and not all could be. */
export function publicRepositories(view: View): 'some' | 'none' | 'unknown' {
  const some = view.once('github public repositories', () =>
    [...view.resources({ kind: 'repository' })].some((each) => repositoryFacts(each).visibility === 'public'),
  )
  if (some) return 'some'
  return view.gap('github.repositories') ? 'unknown' : 'none'
}

/** The id of the repository that an entity of GitHub belongs to. */
export function repositoryIdOf(entity: Identity | Credential | Resource | undefined): string | undefined {
  if (entity?.provider !== 'github') return undefined
  const number = entity.facts['repositoryId']
  if (typeof number !== 'number') return undefined
  const organization = entity.scope.slice(entity.scope.lastIndexOf(':') + 1)
  return githubEntity({ nativeId: organization }, 'repository', number)
}
