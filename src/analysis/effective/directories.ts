/** What directories say of people, by vendor: under which addresses somebody is known, and whether the account still lives. */
import type { View } from '../../inventory/view.ts'
import type { OtherAddress } from '../../model/facts/addresses.ts'
import type { EntraUserFacts } from '../../model/facts/entra.ts'
import type { GithubUserFacts } from '../../model/facts/github.ts'
import type { WorkspaceUserFacts } from '../../model/facts/google-workspace.ts'
import type { OktaUserFacts } from '../../model/facts/okta.ts'
import type { Evidence, Identity, Resource, Scope } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'

export type Standing = 'active' | 'gone' | 'unknown'

/** What one directory says of one account. */
export interface Account {
  readonly standing: Standing
  /** `is deprovisioned since 2026-02-02` */
  readonly words: string
  readonly read: Evidence
}

type Entity = Identity | Resource

export interface Directory {
  readonly provider: string
  readonly scopeKind: Scope['kind']
  /** `Okta organization` */
  readonly title: string
  /** What tells of its people. Where it has a gap, who is not found may be there all the same. */
  readonly facet: string
  readonly permission: string
  readonly users: (view: View, scope: string) => Iterable<Entity>
  readonly user: (view: View, id: string) => Entity | undefined
  /** As written; none: a guest's or an agent's account, which says nothing of a person here. */
  readonly addresses: (user: Entity) => readonly string[]
  /** Others that lead to the same account, where nobody is known by just that one. */
  readonly others: (user: Entity) => readonly OtherAddress[]
  readonly account: (user: Entity) => Account
}

const identities = {
  users: (view: View, scope: string): Iterable<Entity> => view.identities({ kind: 'user', scope }),
  user: (view: View, id: string): Entity | undefined => view.identity(id),
}

/**
 * By rank: people are hired into an identity provider and leave by it; other directories follow, or are forgotten.
 * GitHub is none: who left stays a member until somebody thinks of it.
 */
export const directories: readonly Directory[] = [
  {
    provider: 'okta',
    scopeKind: 'organization',
    title: 'Okta organization',
    facet: 'okta.people',
    permission: 'okta.users.read',
    ...identities,
    addresses: (user) => {
      const { email, login } = oktaUser(user)
      return [...(isKnown(email) ? [email] : []), login]
    },
    others: (user) => oktaUser(user).otherAddresses ?? [],
    account: (user) => oktaAccount(oktaUser(user)),
  },
  {
    provider: 'azure',
    scopeKind: 'tenant',
    title: 'tenant of Entra ID',
    facet: 'azure.application-owners',
    permission: 'User.Read.All',
    ...identities,
    addresses: (user) => {
      const { userPrincipalName } = entraUser(user)
      return isElsewhere(entraUser(user)) || !isKnown(userPrincipalName) ? [] : [userPrincipalName]
    },
    others: (user) => (isElsewhere(entraUser(user)) ? [] : (entraUser(user).otherAddresses ?? [])),
    account: (user) => entraAccount('enabled' in user ? user.enabled : undefined),
  },
  {
    provider: 'google-workspace',
    scopeKind: 'workspace',
    title: 'Google Workspace',
    facet: 'google-workspace.users',
    permission: 'https://www.googleapis.com/auth/admin.directory.user.readonly',
    users: (view, scope) => view.resources({ kind: 'user', scope }),
    user: (view, id) => view.resource(id),
    addresses: (user) => [workspaceUser(user).email],
    others: (user) => workspaceUser(user).otherAddresses ?? [],
    account: (user) => workspaceAccount(workspaceUser(user)),
  },
]

const oktaUser = (user: Entity): OktaUserFacts => user.facts as unknown as OktaUserFacts
const entraUser = (user: Entity): EntraUserFacts => user.facts as unknown as EntraUserFacts
const workspaceUser = (user: Entity): WorkspaceUserFacts => user.facts as unknown as WorkspaceUserFacts

/** Of a guest, or of an agent. */
function isElsewhere({ agent, userType }: EntraUserFacts): boolean {
  return agent === true || userType === 'Guest'
}

/** Under which address an account of another vendor belongs to somebody: GitHub's, by the identity provider's word. */
export function ssoAddressOf({ kind, provider, facts }: Entity): string | undefined {
  if (provider !== 'github' || kind !== 'user') return undefined
  const { ssoIdentity } = facts as Partial<GithubUserFacts>
  return isKnown(ssoIdentity) && ssoIdentity.includes('@') ? ssoIdentity : undefined
}

/** https://developer.okta.com/docs/reference/api/users/#user-status */
const gone = new Set(['SUSPENDED', 'DEPROVISIONED'])
const present = new Set(['ACTIVE', 'STAGED', 'PROVISIONED', 'RECOVERY', 'PASSWORD_EXPIRED', 'LOCKED_OUT'])

function oktaAccount({ status, statusChangedAt }: OktaUserFacts): Account {
  const since = isKnown(statusChangedAt) ? ` since ${statusChangedAt.slice(0, 10)}` : ''
  const standing = gone.has(status) ? 'gone' : present.has(status) ? 'active' : 'unknown'
  return {
    standing,
    words: `is ${status.toLowerCase().replaceAll('_', ' ')}${since}`,
    read: { source: 'GET /api/v1/users', detail: `status ${status}${since}` },
  }
}

function entraAccount(enabled: Identity['enabled'] | undefined): Account {
  const source = 'GET /v1.0/users'
  if (!isKnown(enabled)) return { standing: 'unknown', words: 'has an account', read: { source, detail: 'an account' } }
  return enabled
    ? { standing: 'active', words: 'is enabled', read: { source, detail: 'accountEnabled true' } }
    : { standing: 'gone', words: 'is disabled', read: { source, detail: 'accountEnabled false' } }
}

function workspaceAccount({ suspended, archived }: WorkspaceUserFacts): Account {
  const source = 'directory.users.list'
  if (suspended) return { standing: 'gone', words: 'is suspended', read: { source, detail: 'suspended true' } }
  if (archived) return { standing: 'gone', words: 'is archived', read: { source, detail: 'archived true' } }
  return { standing: 'active', words: 'is active', read: { source, detail: 'suspended false' } }
}
