/** What one user let in. */
import type { View } from '../../inventory/view.ts'
import type { Resource } from '../../model/index.ts'
import { oauthGrantOf } from './gws-facts.ts'
import type { Grant } from './gws-grants.ts'

export interface LetIn {
  /** Entity id of the client. */
  readonly clientId: string
  readonly grant: Grant
}

/** Clients of Workspace alone: others may hold edges to users as well. */
export function clientsOf(user: Resource, view: View): readonly LetIn[] {
  return view
    .edgesTo(user.id, 'grants')
    .filter(({ from }) => /^google-workspace:[^:]+:oauth-client:/.test(from))
    .map((edge) => {
      const { scopes, grantedAt } = oauthGrantOf(edge)
      return { clientId: edge.from, grant: { userId: user.id, user, scopes, grantedAt } }
    })
}
