/** Who owns or sponsors something: people, applications, groups. */
import type { EntraUserFacts } from '../../../model/facts/entra.ts'
import type { Known } from '../../../model/index.ts'
import { unknown } from '../../../model/index.ts'
import { otherAddresses } from '../../shared/other-addresses.ts'
import { aiOfType } from '../ai.ts'
import { idOf, placeOf, untold } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { Person } from '../routes/people.ts'
import { principalId } from './acting.ts'

/** The entity, which is emitted where it is a person; undefined: nobody that is known here. */
export function emitOwner(context: AzureContext, row: Person): string | undefined {
  const { groups } = context.session.facts
  const type = (row['@odata.type'] ?? '').replace('#microsoft.graph.', '').toLowerCase()
  if (type === 'user' || type === 'agentuser') return emitUser(context, row, type === 'agentuser')
  if (type !== 'group') return principalId(context, row.id)
  groups.add(row.id)
  return idOf(context, 'group', row.id)
}

function emitUser(context: AzureContext, row: Person, agent: boolean): string {
  const id = idOf(context, 'user', row.id)
  const { mail, proxyAddresses, otherMails } = row
  const facts: EntraUserFacts = {
    objectId: row.id,
    userPrincipalName: told(row.userPrincipalName),
    userType: userTypeOf(row),
    ...(agent ? { agent: true } : {}),
    ...otherAddresses({ mail, proxyAddresses, otherMails }, [row.userPrincipalName]),
  }
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'user',
    nativeId: row.userPrincipalName ?? row.id,
    name: row.displayName ?? row.userPrincipalName ?? row.id,
    createdAt: unknown('not-collected'),
    enabled: told(row.accountEnabled),
    class: agent ? 'ai' : 'human',
    ...(agent ? { ai: aiOfType('agentUser') } : {}),
    facts,
  })
  return id
}

/**
 * Accounts of the first years have no type; the name of one from elsewhere says so. What says nothing at all was kept
 * back: https://learn.microsoft.com/entra/external-id/user-properties
 */
function userTypeOf({ userType, userPrincipalName, accountEnabled }: Person): EntraUserFacts['userType'] {
  if (userType === 'Member' || userType === 'Guest') return userType
  if (userPrincipalName != null && /#EXT#/i.test(userPrincipalName)) return 'Guest'
  return accountEnabled == null ? unknown('denied') : null
}

/** Every user has them, so that what is left out was kept back. */
function told<T>(value: T | null | undefined): Known<T> {
  return value ?? unknown('denied')
}
