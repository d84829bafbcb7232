/** Whether the index is whole: an app may be installed on some repositories only, and a token has its owner's sight. */
import { idOf } from './place.ts'
import type { GithubContext } from './place.ts'

export function tellSeen(context: GithubContext, seen: number): void {
  const { organization, installation } = context.session
  const id = idOf(context, 'organization', organization.id)
  context.emit({ type: 'patch', of: 'resource', id, set: {}, facts: { seenRepositories: seen } })
  const { public_repos: open, total_private_repos: closed } = organization
  const total = typeof open === 'number' && typeof closed === 'number' ? open + closed : undefined
  if (total !== undefined && seen < total) {
    const why = installation?.repositorySelection === 'selected' ? ': the app is installed on selected ones' : ''
    context.gap({ reason: 'not-collected', detail: `This sign-in sees ${seen} of ${total} repositories${why}.` })
  }
  if (total === undefined && installation?.repositorySelection !== 'all') {
    const detail = `This sign-in sees ${seen} repositories; GitHub does not tell it how many there are.`
    context.gap({ reason: 'not-collected', detail })
  }
}
