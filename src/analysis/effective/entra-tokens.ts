/**
 * Access tokens that an identity of Entra ID gets as itself, as somebody outside of Microsoft sees them.
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference
 */
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import type { AppRoleFacts, ApplicationFacts, ServicePrincipalFacts } from '../../model/facts/entra.ts'
import { tenantOf } from './azure-scopes.ts'

export interface EntraIssuer {
  /** Without the scheme, and as its tokens write it: with the slash that those of version 1.0 end in. */
  readonly issuer: string
  readonly version: 1 | 2
}

export function entraIssuers(view: View, identity: Identity): readonly EntraIssuer[] {
  const tenant = view
    .scopes()
    .find(({ id }) => id === tenantOf(identity.id))
    ?.nativeId.toLowerCase()
  if (tenant === undefined) return []
  return [
    { issuer: `sts.windows.net/${tenant}/`, version: 1 },
    { issuer: `login.microsoftonline.com/${tenant}/v2.0`, version: 2 },
    { issuer: `login.microsoftonline.us/${tenant}/v2.0`, version: 2 },
  ]
}

export interface EntraToken {
  /** Whom AWS takes it to be made for: `azp`, which only version 2.0 has, before `aud`. */
  readonly client: string
  /** Its `aud`; undefined: any application of the tenant that has such tokens made for it. */
  readonly audience: string | undefined
  /** What was not read, and could mean that there is no such token. */
  readonly missing: readonly string[]
}

/** Of the tokens that the identity gets of that version, those that are made for one of `clients`. */
export function entraTokens(
  view: View,
  identity: Identity,
  { version }: EntraIssuer,
  clients: readonly string[],
): readonly EntraToken[] {
  if (version === 1) return clients.flatMap((audience) => firstVersion(view, identity, audience) ?? [])
  const { appId } = identity.facts
  // It names the application that asked for it: https://github.com/aws/aws-sdk-net/issues/3100
  if (typeof appId !== 'string' || !clients.includes(appId)) return []
  const own = identity.kind === 'service-principal' && asks(identity) === 'nothing' && versionOf(view, identity)
  const missing = own === 2 ? [] : ['whether an application of the tenant has tokens of version 2.0 made for it']
  return [{ client: appId, audience: undefined, missing }]
}

/** Anybody of the tenant gets a token for an application, unless it asks for an assignment. */
function firstVersion(view: View, identity: Identity, audience: string): EntraToken | undefined {
  const resource = named(view, tenantOf(identity.id)).get(audience.toLowerCase())
  const token = { client: audience, audience }
  if (resource === undefined)
    return { ...token, missing: [`which application of the tenant tokens for ${audience} are made for`] }
  const version = versionOf(view, resource)
  const asked = asks(resource)
  if (resource.enabled === false || version === 2) return undefined
  if (asked === 'assignment' && !isAssigned(view, identity, resource)) {
    if (view.gap('azure.app-role-assignments', tenantOf(identity.id)) === undefined) return undefined
    return { ...token, missing: [`whether ${identity.name} is assigned to ${resource.name}`] }
  }
  const missing = [
    ...(version === undefined ? [`which version of tokens ${resource.name} asks for`] : []),
    ...(asked === 'unread' ? [`whether ${resource.name} asks for an assignment`] : []),
  ]
  return { ...token, missing }
}

/** Service principals of the tenant by what tokens for them name as their audience. */
function named(view: View, tenant: string): ReadonlyMap<string, Identity> {
  return view.once(`entra audiences ${tenant}`, () => {
    const found = new Map<string, Identity>()
    for (const each of view.identities({ kind: 'service-principal', scope: tenant })) {
      const { appId, audiences = [] } = each.facts as ServicePrincipalFacts
      for (const name of [appId, ...audiences]) found.set(name.toLowerCase(), each)
    }
    return found
  })
}

function asks({ facts }: Identity): 'nothing' | 'assignment' | 'unread' {
  const { assignmentRequired } = facts as ServicePrincipalFacts
  if (assignmentRequired === undefined) return 'unread'
  return assignmentRequired ? 'assignment' : 'nothing'
}

function isAssigned(view: View, identity: Identity, resource: Identity): boolean {
  const { appId } = resource.facts as ServicePrincipalFacts
  return view
    .edgesFrom(identity.id, 'grants')
    .flatMap(({ to }) => view.resource(to) ?? [])
    .some(({ kind, facts }) => kind === 'app-role' && (facts as AppRoleFacts).apiAppId === appId)
}

/** Told by its registration, which stands in this tenant or in another. */
function versionOf(view: View, { id }: Identity): 1 | 2 | undefined {
  const [registration] = view.edgesTo(id, 'runs-as').flatMap(({ from }) => view.resource(from) ?? [])
  return registration && (registration.facts as ApplicationFacts).tokenVersion
}
