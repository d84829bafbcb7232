/** Abilities over managed identities themselves. */
import type { AbilityRow } from '../types.ts'
import { applicationAbilities } from './applications.ts'
import { computeAbilities } from './compute.ts'

const userAssigned = ['microsoft.managedidentity/userassignedidentities'] as const

/** Writing any of these attaches an identity to something that runs the writer's code. */
const hosts = [...computeAbilities, ...applicationAbilities]
  .filter(({ kind }) => kind === 'run-as-identity')
  .flatMap(({ actions = [] }) => actions)
  .filter((action) => /^[^/]+\/[^/]+\/write$/i.test(action))

export const identityAbilities: readonly AbilityRow[] = [
  {
    id: 'federate-identity',
    kind: 'run-as-identity',
    actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials/write'],
    resourceTypes: userAssigned,
    does: 'it lets tokens of its own issuer sign in as',
    reason: 'It lets tokens of an issuer of its own choice sign in as the identity, from anywhere.',
  },
  {
    id: 'attach-identity',
    kind: 'run-as-identity',
    actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
    beside: hosts,
    resourceTypes: userAssigned,
    does: 'it attaches to a workload of its own',
    reason: 'It attaches identities to something that it writes itself, and runs as them there.',
  },
  {
    id: 'assign-identity',
    kind: 'assign-identity',
    actions: ['Microsoft.ManagedIdentity/userAssignedIdentities/assign/action'],
    resourceTypes: userAssigned,
    does: 'it may attach',
    reason: 'It may attach identities, which takes the right to write something that runs as well.',
  },
]
