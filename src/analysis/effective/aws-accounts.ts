import type { GapReason } from '../../model/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Trust } from './aws-trust.ts'
import { namedAccounts } from './aws-trust-scope.ts'

interface OwnAccounts {
  /** Accounts of the organisation and every account that was scanned. */
  readonly ids: ReadonlySet<string>
  /** Why there may be more of them, if the organisation was not read. */
  readonly hidden: GapReason | undefined
}

export function ownAccounts(view: View): OwnAccounts {
  return view.once('aws own accounts', () => {
    const ids = new Set<string>()
    for (const scope of view.scopes()) {
      if (scope.provider !== 'aws') continue
      if (scope.kind === 'account') ids.add(scope.nativeId)
      if (scope.kind !== 'organization') continue
      for (const account of view.resources({ kind: 'organizations:account', scope: scope.id })) {
        // Listed by id or by ARN (arn:aws:organizations::…:account/o-…/111122223333).
        const id = /\d{12}$/.exec(account.nativeId)
        if (id) ids.add(id[0])
      }
      for (const { facts } of view.resources({ kind: 'organizations:organization', scope: scope.id })) {
        const management = facts['managementAccountId']
        if (typeof management === 'string') ids.add(management)
      }
    }
    return { ids, hidden: view.gap('aws.organization')?.reason }
  })
}

/** The accounts that a way in leaves open, by its principal or by the conditions on a wildcard. */
export function trustedAccounts(trust: Trust): readonly string[] {
  const { principal } = trust
  if (principal.type === 'account' || principal.type === 'iam') return [principal.account]
  return principal.type === 'anyone' ? namedAccounts(trust) : []
}
