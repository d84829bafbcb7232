/** Whose an installed app is, and whether it can do anything. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Unknown } from '../../model/index.ts'
import { isUnknown } from '../../model/index.ts'
import { appFacts } from './github-facts.ts'

/**
 * GitHub's own apps come with the platform, which holds everything they may reach anyway; an app that GitHub shows to
 * nobody else is the organization's own, as is one that it publishes itself.
 */
export type AppMaker = 'github' | 'own' | 'third-party'

export function makerOf(app: Identity, view: View): AppMaker | Unknown {
  const { publisher } = appFacts(app)
  if (isUnknown(publisher)) return publisher ?? { unknown: 'not-collected' }
  if (publisher === null || publisher.toLowerCase() === view.scope.name.toLowerCase()) return 'own'
  return publisher.toLowerCase() === 'github' ? 'github' : 'third-party'
}

export function isSuspended(app: Identity): boolean {
  const { suspendedAt } = appFacts(app)
  return suspendedAt !== null && !isUnknown(suspendedAt)
}
