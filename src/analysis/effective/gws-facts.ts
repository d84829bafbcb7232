/** The facts of an entity of Google Workspace by its kind, typed: the one place that says which shape belongs to which kind. */
import type {
  AdminAssignment,
  AdminRoleFacts,
  AdminServiceAccountFacts,
  AppPasswordFacts,
  CustomerFacts,
  OauthClientFacts,
  OauthGrant,
  WorkspaceUserFacts,
} from '../../model/facts/google-workspace.ts'
import type { Credential, Edge, Identity, Resource } from '../../model/index.ts'

export const oauthClientFacts = (client: Identity): OauthClientFacts => client.facts as unknown as OauthClientFacts
export const adminAccountFacts = (account: Identity): AdminServiceAccountFacts =>
  account.facts as unknown as AdminServiceAccountFacts
export const workspaceUserFacts = (user: Resource): WorkspaceUserFacts => user.facts as unknown as WorkspaceUserFacts
export const adminRoleFacts = (role: Resource): AdminRoleFacts => role.facts as unknown as AdminRoleFacts
export const customerFacts = (customer: Resource): CustomerFacts => customer.facts as unknown as CustomerFacts
export const appPasswordFacts = (password: Credential): AppPasswordFacts =>
  password.facts as unknown as AppPasswordFacts

/** Conditions of an edge `grants` from a client to a user. */
export function oauthGrantOf({ conditions }: Edge): OauthGrant {
  return (conditions ?? { scopes: [], grantedAt: null }) as OauthGrant
}

/** Conditions of an edge `grants` to a role of administrators. */
export function assignmentOf({ conditions }: Edge): AdminAssignment {
  return (conditions ?? { scope: 'CUSTOMER' }) as AdminAssignment
}
