/** Applications and managed identities of Microsoft whose federated credentials take the cluster's tokens. */
import type { View } from '../../../inventory/view.ts'
import { isKnown } from '../../../model/index.ts'
import { federatedDoors, pathThroughDoor, takes } from '../entra-federation.ts'
import { clusterOf, k8sAccountFacts } from '../kubernetes-facts.ts'
import type { Account } from '../kubernetes-reach/index.ts'
import type { CloudDoor } from './types.ts'

/** https://learn.microsoft.com/azure/aks/workload-identity-overview */
export function azureDoors(view: View, { identity }: Account, issuer: string): readonly CloudDoor[] {
  const subject = identity.nativeId
  const exact = clusterOf(view)?.tokenIssuer
  return federatedDoors(view, issuer).flatMap((door): readonly CloudDoor[] => {
    // Entra ID compares letter by letter, a slash at the end as well: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations
    if (isKnown<string>(exact) && exact !== door.facts.issuer) return []
    const taken = takes(door.facts, { issuer, subject, claims: {} })
    if (taken === 'no') return []
    const { nativeId, name } = door.identity
    const path = pathThroughDoor(view, subject, door, taken)
    const [first, ...rest] = path?.hops ?? []
    const own = door.facts.subject === subject || k8sAccountFacts(identity).cloud.azureClientId === nativeId
    const found = { cloud: 'azure', by: 'issuer', identity: nativeId, name, own } as const
    if (path === undefined || first === undefined) return [{ ...found, gain: 'ordinary' }]
    return [
      {
        ...found,
        gain: 'admin',
        path: {
          ...path,
          hops: [{ ...first, fromName: identity.name }, ...rest],
          mend: `Take from ${name} what makes it an administrator, or delete its federated credential ${door.facts.name}.`,
        },
      },
    ]
  })
}
