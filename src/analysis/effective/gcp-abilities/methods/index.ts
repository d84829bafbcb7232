import type { GcpMethod } from '../types.ts'
import { existingWorkloads } from './existing-workloads.ts'
import { impersonation } from './impersonation.ts'
import { newWorkloads } from './new-workloads.ts'
import { policies } from './policies.ts'

/** Those that take the least come first. */
export const gcpMethods: readonly GcpMethod[] = [...impersonation, ...existingWorkloads, ...newWorkloads, ...policies]

/** By which a service account is gained; whoever gives roles away over what it lies in gives itself one over it. */
export const becomingMethods: readonly GcpMethod[] = gcpMethods.filter(
  (method) => (method.gives === 'become' && method.at !== 'pool') || method.gives === 'policy',
)

export function methodNamed(id: string): GcpMethod {
  const found = gcpMethods.find((method) => method.id === id)
  if (found === undefined) throw new Error(`no method ${id}`)
  return found
}
