/** Whose a home directory is, as the owner of its files tells. */
import { unknown } from '../../../model/index.ts'
import type { Emission } from '../../../model/index.ts'
import { idOf, placeOf } from '../place.ts'
import type { McpContext } from '../session.ts'

export function userRecord(context: McpContext, user: string): Emission & { readonly type: 'identity' } {
  return {
    type: 'identity',
    id: idOf(context, 'user', user),
    ...placeOf(context),
    kind: 'user',
    nativeId: user,
    name: user,
    createdAt: unknown('unsupported'),
    enabled: unknown('unsupported'),
    class: 'human',
    environment: null,
    purpose: null,
    tags: null,
    facts: {},
  }
}
