/** Signs by which an identity of Google Cloud is known to belong to a model. */
import type { AiFacet } from '../../model/index.ts'
import { exact } from '../shared/ai-facets.ts'
import { agentOf } from './map/service-agent.ts'

const common = { vendor: 'Google', models: [] } as const

/** An identity that Google makes for agents and for nothing else. */
export function aiOfAgent(evidence: string): AiFacet {
  return { ...common, kind: 'agent', confidence: 1, evidence: [evidence] }
}

/** Services that are for models or agents, and what such a role has beside: to find the project and to write logs. */
const modelServices =
  /^(?:aiplatform|cloudaicompanion|generativelanguage|discoveryengine|dialogflow|ces|geminidataanalytics|agentregistry|agentidentity|modelarmor)\./i
const beside =
  /^(?:resourcemanager\.projects\.(?:get|list)|serviceusage\.|logging\.logEntries\.(?:create|route)|monitoring\.)/i

/**
 * The permission by which a role calls models, where that is what the role is for. A role that allows much else says
 * nothing of what its holder is: an editor may call models too.
 */
export function modelCallOf(permissions: readonly string[]): string | undefined {
  const call = permissions.find((permission) => exact('gcp-permission', permission) !== undefined)
  if (call === undefined) return undefined
  return permissions.every((each) => modelServices.test(each) || beside.test(each)) ? call : undefined
}

/** Of an API that a key is for. https://ai.google.dev/gemini-api/docs/api-key */
export function callsModels(service: string): boolean {
  return service === 'generativelanguage.googleapis.com' || service === 'aiplatform.googleapis.com'
}

/** The project of a service's own account that shows that models are used there, by number. */
export function modelProjectOf(email: string): string | undefined {
  const { projectNumber, service = '' } = agentOf(email) ?? {}
  return typeof projectNumber === 'string' && exact('gcp-service-agent', service) !== undefined
    ? projectNumber
    : undefined
}

export interface AccountSigns {
  /** Reasoning engines that run as it. */
  readonly engines: readonly string[]
  /** Name of an API key for models that speaks as it. */
  readonly key: string | undefined
  readonly roles: ReadonlySet<string>
  /** Roles that are for calling models, with the permission that says so. */
  readonly modelRoles: ReadonlyMap<string, string>
  /** Google made it for whatever runs in the project. */
  readonly shared: boolean
}

/** What runs an agent is one; what holds a key or a role for models is built on a model. */
export function aiOfAccount({ engines, key, roles, modelRoles, shared }: AccountSigns): AiFacet | undefined {
  const found = [...roles].filter((role) => modelRoles.has(role)).toSorted()
  const evidence = [
    ...engines.toSorted().map((engine) => `${engine} runs as it`),
    ...(key === undefined ? [] : [`${key} speaks as it`]),
    ...found.map((role) => `holds ${role}, which allows ${modelRoles.get(role)}`),
  ]
  if (evidence.length === 0) return undefined
  const kind = engines.length > 0 ? 'agent' : 'model-integration'
  return { ...common, kind, confidence: confidenceOf(), evidence }

  /** Of an account that others run as too, an agent among them says little; so do two roles of twenty. */
  function confidenceOf(): number {
    if (engines.length > 0) return shared ? 0.6 : 0.95
    if (key !== undefined) return 0.8
    return found.length * 2 >= roles.size ? 0.8 : 0.5
  }
}
