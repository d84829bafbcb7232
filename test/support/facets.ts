import { workloadKinds } from '../../src/analysis/effective/aws-workloads.ts'
import { facetOfKind } from '../../src/model/facts/aws.ts'
import { anthropicFacets } from './anthropic-facets.ts'
import { azureFacets } from './azure-facets.ts'
import { gcpFacets } from './gcp-facets.ts'
import { githubFacets } from './github-facets.ts'
import { workspaceFacets } from './gws-facets.ts'
import { openaiFacets } from './openai-facets.ts'
import { kubernetesFacets } from './kubernetes-facets.ts'
import { mcpFacets } from './mcp-facets.ts'
import { oktaFacets } from './okta-facets.ts'
import { slackFacets } from './slack-facets.ts'

const agentKinds = new Set(['bedrock:agent', 'bedrock-agentcore:runtime', 'bedrock-agentcore:gateway'])
const workloadsOr = (kind: string): readonly string[] =>
  (workloadKinds as readonly string[]).includes(kind) ? ['aws.workloads'] : []

/**
 * Which facets an AWS rule must name when it looks at something; naming any one of the list is enough, because several
 * steps may fill it. What is not listed (scopes, edges to a credential) is covered by the record it leads to.
 */
const awsFacets: { readonly [touch: string]: readonly string[] } = {
  'identity root': ['aws.credential-report', 'aws.identities'],
  'identity iam-user': ['aws.identities', 'aws.credential-report'],
  'identity iam-role': ['aws.identities'],
  'identity agentcore-workload-identity': ['aws.agents'],
  'identity rolesanywhere-subject': ['aws.roles-anywhere'],
  'fact root.accessKeysPresent': ['aws.account-summary', 'aws.credential-report'],
  'fact iam-user.passwordEnabled': ['aws.credential-report', 'aws.passwords'],
  'fact iam-user.mfaActive': ['aws.credential-report', 'aws.passwords'],
  'credential access-key': ['aws.access-keys', 'aws.access-key-ids', 'aws.credential-report'],
  'fact access-key.lastUsedService': ['aws.key-usage'],
  'fact access-key.lastUsedRegion': ['aws.key-usage'],
  'usage access-key': ['aws.key-usage'],
  'credential password': ['aws.passwords', 'aws.service-specific-credentials'],
  'usage password': ['aws.passwords'],
  'credential api-key': ['aws.service-specific-credentials'],
  'credential ssh-key': ['aws.ssh-keys'],
  'credential certificate': ['aws.signing-certificates', 'aws.server-certificates'],
  'usage iam-role': ['aws.role-usage'],
  'fact iam-role.serviceLastAccessed': ['aws.service-last-accessed'],
  'fact iam-user.serviceLastAccessed': ['aws.service-last-accessed'],
  'edge member-of': ['aws.identities'],
  'edge grants': ['aws.identities'],
  'edge trusts': ['aws.identities'],
  'edge runs-as': ['aws.workloads'],
  'resource iam:policy': ['aws.identities'],
  'resource iam:group': ['aws.identities'],
  'resource iam:oidc-provider': ['aws.oidc-providers'],
  'resource iam:saml-provider': ['aws.saml-providers'],
  'resource organizations:membership': ['aws.membership', 'aws.organization'],
  'resource organizations:account': ['aws.organization'],
  'resource organizations:organization': ['aws.organization'],
  'resource secretsmanager:secret': ['aws.secrets'],
  'fact secretsmanager:secret.resourcePolicy': ['aws.secret-policies'],
  'resource ssm:parameter': ['aws.parameters'],
  'resource rolesanywhere:profile': ['aws.roles-anywhere'],
  'resource rolesanywhere:trust-anchor': ['aws.roles-anywhere'],
  'resource bedrock:agent': ['aws.workloads', 'aws.agents'],
  'resource bedrock-agentcore:runtime': ['aws.workloads', 'aws.agents'],
  'resource bedrock-agentcore:gateway': ['aws.workloads', 'aws.agents'],
  ...Object.fromEntries(
    Object.entries(facetOfKind)
      .filter(([kind]) => !agentKinds.has(kind))
      .map(([kind, facet]) => [`resource ${kind}`, [...new Set([...workloadsOr(kind), facet])]]),
  ),
}

/** A kind may be known to several providers; a rule answers for those whose facets it reads. */
const facetsBy: { readonly [provider: string]: typeof awsFacets } = {
  anthropic: anthropicFacets,
  aws: awsFacets,
  azure: azureFacets,
  gcp: gcpFacets,
  github: githubFacets,
  'google-workspace': workspaceFacets,
  kubernetes: kubernetesFacets,
  openai: openaiFacets,
  mcp: mcpFacets,
  okta: oktaFacets,
  slack: slackFacets,
}

function facetsOf(touch: string, reads: readonly string[]): readonly string[] {
  const providers = new Set(reads.map((facet) => facet.slice(0, facet.indexOf('.'))))
  return [...providers].flatMap((provider) => facetsBy[provider]?.[touch] ?? [])
}

/** Touches that no declared facet covers. A rule that asks for a facet's gap itself has no need to declare the facet. */
export function undeclared(touched: ReadonlySet<string>, reads: readonly string[]): string[] {
  return [...touched].filter((touch) => {
    const facets = facetsOf(touch, reads)
    return facets.length > 0 && !facets.some((facet) => reads.includes(facet) || touched.has(`gap ${facet}`))
  })
}

/** The facets that what was touched falls under. */
export function facetsTouched(touched: Iterable<string>, reads: readonly string[]): readonly string[] {
  return [...new Set([...touched].flatMap((touch) => facetsOf(touch, reads)))].toSorted()
}

/** Declared facets that nothing touched falls under. Facets of other providers are left to their own tests. */
export function untouched(touched: ReadonlySet<string>, reads: readonly string[]): string[] {
  return reads.filter(
    (facet) =>
      facet.slice(0, facet.indexOf('.')) in facetsBy &&
      ![...touched].some((touch) => facetsOf(touch, reads).includes(facet)),
  )
}
