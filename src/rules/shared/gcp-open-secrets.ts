/** Bindings by which everybody gets at a secret of Secret Manager. */
import { memberOf } from '../../analysis/effective/gcp-principals.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { GcpBindingAt } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Remediation, Unknown } from '../../model/index.ts'
import { becauseOf, isKnown, isUnknown, unknown } from '../../model/index.ts'
import { placeWords, removeGrant } from './gcp-bindings.ts'

/** Permissions by which a stranger reads the secret, puts another in its place, or lets himself in. */
const opening = [
  'secretmanager.versions.access',
  'secretmanager.versions.add',
  'secretmanager.secrets.setIamPolicy',
] as const

interface Openings {
  readonly found: readonly GcpBindingAt[]
  /** Why a role that everybody has could not be judged. */
  readonly unread: Unknown | undefined
}

/** Google takes `allUsers` for single resources, and in no policy above them. */
export function openingsOf(secretName: string, view: View): Openings {
  const world = worldOf(view)
  const judged = world
    .bindingsOn(secretName.startsWith('//') ? secretName : `//secretmanager.googleapis.com/${secretName}`)
    .filter((binding) => publicIn(binding).length > 0)
    .map((binding) => ({ binding, permissions: world.permissionsOf(binding.role) }))
  const unread = judged.find(({ permissions }) => isUnknown(permissions))
  return {
    found: judged
      .filter(({ permissions }) => isKnown(permissions) && opening.some((each) => permissions.has(each)))
      .map(({ binding }) => binding),
    unread: unread && unknown(becauseOf(unread.permissions)),
  }
}

/** `allUsers`, `allAuthenticatedUsers` */
export function publicIn({ members }: GcpBindingAt): readonly string[] {
  return members.filter((member) => memberOf(member).kind.startsWith('all-'))
}

export function closeSecret(found: readonly GcpBindingAt[]): readonly Remediation[] {
  const taken = found.flatMap((binding) => {
    const { resource, role, condition } = binding
    return publicIn(binding).map((member) =>
      removeGrant({ resource, role, condition, place: placeWords(resource) }, member),
    )
  })
  return [
    ...taken,
    {
      text: 'Then change the secret where it was issued: it has been open, and who has read it stands in data access logs alone, where those were on.',
    },
  ]
}
