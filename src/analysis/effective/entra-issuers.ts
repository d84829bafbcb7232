/** Whether the issuer of a federated credential, or the tenant of it that is meant, is one's own. */
import type { View } from '../../inventory/view.ts'
import type { FederatedCredentialFacts } from '../../model/facts/entra.ts'
import type { OidcTrust } from './aws-oidc.ts'
import { plainIssuer } from './entra-federation.ts'
import { doorWords } from './entra-trust.ts'

/**
 * own: the store or the list says so · listed: of this issuer others are listed, this one is not · another: of a known
 * kind, and somebody else's · stranger: nobody knows it · untold: nothing to compare it with.
 */
export type Whose =
  | { readonly kind: 'own' | 'untold' | 'stranger' | 'listed' }
  | { readonly kind: 'another'; readonly what: 'tenant' | 'cluster' | 'organization'; readonly who: string }

/** https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference and, of sovereign clouds, its pages */
const entra =
  /^(?:login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn|sts\.windows\.net)\/([0-9a-f-]{36})/
/** https://learn.microsoft.com/azure/aks/use-oidc-issuer */
const cluster = /^[a-z\d-]+\.oic\.prod-aks\.azure\.(?:com|us|cn)\/([0-9a-f-]{36})/
const github = 'token.actions.githubusercontent.com'

export function whoseIssuer(
  view: View,
  trust: OidcTrust,
  facts: FederatedCredentialFacts,
  trusted: readonly string[],
): Whose {
  const url = plainIssuer(facts.issuer).toLowerCase()
  const entries = trusted.map(entryOf).filter(({ issuer }) => url === issuer || url.startsWith(`${issuer}/`))
  if (entries.some(({ subject }) => isHeldTo(trust, facts, subject))) return { kind: 'own' }
  const [, tenant] = entra.exec(url) ?? []
  if (tenant !== undefined) return ofTenant(view, tenant, 'tenant')
  const [, home] = cluster.exec(url) ?? []
  if (home !== undefined) return ofTenant(view, home, 'cluster')
  if (entries.length > 0) return { kind: 'listed' }
  if (url === github) return ofGithub(view, trust)
  if (trust.issuer.shared) return { kind: 'untold' }
  return isProviderOfAws(view, url) ? { kind: 'own' } : { kind: 'stranger' }
}

/** A managed identity, another application of a tenant, or a cluster of Azure: nothing that runs outside. */
export function isAzureIssuer(issuer: string): boolean {
  const url = plainIssuer(issuer).toLowerCase()
  return entra.test(url) || cluster.test(url)
}

interface Entry {
  readonly issuer: string
  readonly subject: string
}

/** `https://token.actions.githubusercontent.com repo:acme/`: an issuer, and what subjects of it begin with. */
function entryOf(text: string): Entry {
  const [issuer = '', subject = ''] = text.trim().split(/\s+/, 2)
  return { issuer: plainIssuer(issuer).toLowerCase(), subject }
}

function isHeldTo(trust: OidcTrust, facts: FederatedCredentialFacts, beginning: string): boolean {
  const values = trust.subjects.length > 0 ? trust.subjects : [doorWords(facts)]
  return values.every((value) => value.startsWith(beginning))
}

function ofTenant(view: View, tenant: string, what: 'tenant' | 'cluster'): Whose {
  const ours = view.scopes().filter(({ provider, kind }) => provider === 'azure' && kind === 'tenant')
  const own = [view.scope, ...ours].some(({ nativeId }) => nativeId.toLowerCase() === tenant)
  return own ? { kind: 'own' } : { kind: 'another', what, who: tenant }
}

function ofGithub(view: View, { pinnedBy }: OidcTrust): Whose {
  const organizations = view.scopes().filter(({ provider }) => provider === 'github')
  if (organizations.length === 0) return { kind: 'untold' }
  const owners = (pinnedBy?.values ?? []).map(ownerIn)
  const strange = owners.find(
    (owner) =>
      !organizations.some(({ name, nativeId }) => owner?.name === name.toLowerCase() || owner?.id === nativeId),
  )
  if (owners.length > 0 && strange === undefined && !owners.includes(undefined)) return { kind: 'own' }
  return strange === undefined ? { kind: 'untold' } : { kind: 'another', what: 'organization', who: strange.name }
}

/** Of `repo:acme/shop:…`, `repo:acme@1001/shop@2:…`, and of a workflow, `acme/ci/.github/…`. */
function ownerIn(value: string): { readonly name: string; readonly id: string | undefined } | undefined {
  const named = /(?:^|:)(?:repo|repository|job_workflow_ref|repository_owner):([\w-]+)(?:@(\d+))?/.exec(value)
  const [, name, id] = named ?? /^([\w-]+)()\//.exec(value) ?? []
  return name === undefined ? undefined : { name: name.toLowerCase(), id: id === '' ? undefined : id }
}

/** Clusters of EKS and the like, which an account in the store has as a provider. */
function isProviderOfAws(view: View, url: string): boolean {
  const known = view.onceForAll('issuers that accounts of aws know', () => {
    const accounts = view.scopes().filter(({ provider }) => provider === 'aws')
    const providers = accounts.flatMap(({ id }) => [...view.resources({ kind: 'iam:oidc-provider', scope: id })])
    return new Set(
      providers.flatMap(({ facts }) =>
        typeof facts['url'] === 'string' ? [plainIssuer(facts['url']).toLowerCase()] : [],
      ),
    )
  })
  return known.has(url)
}
