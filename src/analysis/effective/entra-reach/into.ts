import type { View } from '../../../inventory/view.ts'
import { canSignIn } from './holders.ts'
import { stepsIntoAgent, stepsIntoApplication } from './into-application.ts'
import { stepsIntoGroup } from './into-group.ts'
import { stepsIntoManagedIdentity } from './into-managed-identity.ts'
import type { Heeded, Step } from './types.ts'

/** Every step by which somebody of the tenant becomes `id`; members of a group are what it is already. */
export function stepsInto(view: View, id: string, heeded: Heeded = () => true): readonly Step[] {
  const group = id.includes(':group:') ? view.resource(id) : undefined
  if (group !== undefined) return stepsIntoGroup(view, group, heeded)
  const identity = view.identity(id)
  if (identity === undefined || !canSignIn(identity)) return []
  if (identity.kind === 'managed-identity') return stepsIntoManagedIdentity(view, identity, heeded)
  if (identity.kind === 'agent-identity') return stepsIntoAgent(view, identity)
  return identity.kind === 'service-principal' ? stepsIntoApplication(view, identity, heeded) : []
}
