import type { OktaUserFacts } from '../../../model/facts/okta.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import type { StepMeta } from '../../contract.ts'
import { otherAddresses } from '../../shared/other-addresses.ts'
import { machineSigns } from '../map/machine-signs.ts'
import { idOf, instantOf, placeOf, told, untold } from '../place.ts'
import type { OktaContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import { listDeprovisioned, listUsers } from '../routes/users.ts'
import type { UserAnswer } from '../routes/users.ts'

export const peopleMeta = {
  id: 'people',
  title: 'The directory, for whose account still lives',
  tier: 'core',
  scopes: ['organization'],
  needs: ['okta.users.read'],
  emits: ['people'],
} as const satisfies StepMeta

/** The one list of everybody: owners of things of other vendors are looked up here. */
export async function people(context: OktaContext): Promise<void> {
  const seen = new Set<string>()
  for (const route of [listUsers, listDeprovisioned])
    for await (const user of rowsOf(context, route)) {
      // Somebody may be deprovisioned between the two lists.
      if (seen.has(user.id)) continue
      seen.add(user.id)
      emitUser(context, user)
    }
  context.session.facts.users = seen
}

/** https://developer.okta.com/docs/reference/api/users/#user-status */
const off = new Set(['SUSPENDED', 'DEPROVISIONED'])
const on = new Set(['ACTIVE', 'STAGED', 'PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'])

function enabledBy(status: string): Known<boolean> {
  return on.has(status) || (off.has(status) ? false : unknown('failed'))
}

function emitUser(context: OktaContext, { id, status, created, statusChanged, lastLogin, profile }: UserAnswer): void {
  const signs = machineSigns(profile.login)
  const facts: OktaUserFacts = {
    userId: id,
    login: profile.login,
    email: told(profile.email?.toLowerCase()),
    status,
    statusChangedAt: instantOf(statusChanged),
    lastLoginAt: instantOf(lastLogin),
    machineSigns: signs,
    ...otherAddresses({ secondEmail: profile.secondEmail }, [profile.login, profile.email]),
  }
  context.emit({
    type: 'identity',
    id: idOf(context, 'user', id),
    ...placeOf(context),
    ...untold,
    kind: 'user',
    nativeId: profile.login,
    name: profile.login,
    createdAt: instantOf(created),
    enabled: enabledBy(status),
    class: signs.length > 0 ? 'machine' : 'human',
    facts,
  })
}
