/** The page of a role of Google Cloud: what it comes to over what, and who holds it. */
import { tierOf } from '../../analysis/effective/gcp-abilities/index.ts'
import type { GcpHeldOver } from '../../analysis/effective/gcp-abilities/index.ts'
import { gcpRoleFacts } from '../../analysis/effective/gcp-facts.ts'
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import type { Store } from '../../inventory/store.ts'
import { isKnown } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { count } from '../../report/words.ts'
import { collected, holderLines } from './holders.ts'
import { lines } from './statements.ts'
import { tierWords } from './tiers.ts'

const places: readonly (readonly [GcpHeldOver, string])[] = [
  ['organization', 'over an organization'],
  ['folder', 'over a folder'],
  ['project', 'over a project'],
  ['service-account', 'over a service account'],
]

export function* gcpRole(name: string, store: Store | undefined): Generator<string> {
  const found = [...collected(store, 'iam-role', name), ...collected(store, 'iam-role', `roles/${name}`)]
  const [role] = found.map(gcpRoleFacts)
  if (role === undefined) throw unknownRole(name, store)
  const { roleName, title, custom, permissions } = role
  yield `${clean(roleName)}\n`
  const many = isKnown(permissions) ? `, ${count(permissions.length, 'permission')}` : ''
  yield* lines(`${custom ? 'Custom' : 'Predefined'} role of Google Cloud, ${title}${many}`, '  ')
  if (isKnown(permissions))
    for (const [heldOver, where] of places) {
      const { tier, reason } = tierOf(permissions, heldOver)
      yield* lines(`${tierWords[tier]} ${where}: ${reason}`, '  ', '    ')
    }
  else yield* lines('Its permissions were not read.', '  ')
  yield* holderLines(store, found, 'role', 'gcp')
}

function unknownRole(name: string, store: Store | undefined): UsageError {
  const names = collected(store, 'iam-role').map(({ nativeId }) => nativeId)
  const meant = nearest(name, names)
  return new UsageError(
    `No role of Google Cloud here is called "${clean(name)}".`,
    meant === undefined
      ? 'Roles are known once a scan has met them: muster scan gcp.'
      : `Did you mean ${clean(meant)}?`,
  )
}
