/** Service accounts that Workspace knows by their number, joined to what Google Cloud knows of them. */
import type { View } from '../../inventory/view.ts'
import type { ServiceAccountFacts } from '../../model/facts/gcp.ts'
import type { Identity } from '../../model/index.ts'
import { valueOf } from '../../model/index.ts'
import { adminAccountFacts } from './gws-facts.ts'

/** Undefined where no project was scanned that it is of. */
export function cloudAccountOf(account: Identity, view: View): Identity | undefined {
  const id = cloudAccounts(view).get(adminAccountFacts(account).uniqueId)
  return id === undefined ? undefined : view.identity(id)
}

/** Entity ids by number, of those alone that some Workspace names: Google Cloud may have a hundred thousand. */
function cloudAccounts(view: View): ReadonlyMap<string, string> {
  return view.onceForAll('cloud accounts that workspaces name', () => {
    const scopesOf = (provider: string) => view.scopes().filter((scope) => scope.provider === provider)
    const accounts = (scope: string) => view.identities({ kind: 'service-account', scope })
    const named = new Set(
      scopesOf('google-workspace').flatMap(({ id }) =>
        [...accounts(id)].map((each) => adminAccountFacts(each).uniqueId),
      ),
    )
    const found = new Map<string, string>()
    if (named.size === 0) return found
    for (const { id: scope } of scopesOf('gcp'))
      for (const account of accounts(scope)) {
        const { uniqueId, email } = account.facts as unknown as ServiceAccountFacts
        // In a group, Workspace may show no number, and the address stands in its place.
        for (const name of [valueOf(uniqueId), email])
          if (name !== undefined && named.has(name)) found.set(name, account.id)
      }
    return found
  })
}
