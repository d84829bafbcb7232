/** Containers of Google Cloud and what lies in them, for rule tests. */
import type { Known } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'
import { edge } from './aws-records.ts'
import {
  gcpAccountId,
  gcpEmail,
  gcpFullName,
  gcpOrganizationName,
  gcpOwnId,
  gcpPoolName,
  gcpProjectId,
  gcpProjectNumber,
  gcpResource,
  gcpSeenId,
  longAgo,
} from './gcp-place.ts'

interface Named extends LooseFacts {
  readonly name?: string
  readonly project?: string
}

interface ContainerInput extends LooseFacts {
  readonly name?: string
  /** The nearest first. */
  readonly above?: Known<readonly string[]>
}

export function gcpOrganization(input: ContainerInput = {}): Records {
  const { name = gcpOrganizationName, ...facts } = input
  const given = { ...container(name, 'acme.example'), above: [], number: name }
  return gcpResource('organization', gcpSeenId('organization', name), name, { ...given, ...facts }, 'acme.example')
}

export function gcpFolder(input: ContainerInput = {}): Records {
  const { name = 'folders/2', ...facts } = input
  const given = { ...container(name, 'production'), above: [gcpOrganizationName], number: name }
  return gcpResource('folder', gcpSeenId('folder', name), name, { ...given, ...facts }, 'production')
}

/** By its id: `gcpProject({ name: 'acme-prod' })`, right below the organization. */
export function gcpProject(input: ContainerInput = {}): Records {
  const { name = gcpProjectId, ...facts } = input
  const own = `projects/${name}`
  const number = `projects/${gcpProjectNumber(name)}`
  const given = { ...container(own, name), above: [gcpOrganizationName], number, services: [], constraints: {} }
  return gcpResource('project', gcpOwnId('project', own), own, { ...given, ...facts }, name)
}

function container(name: string, displayName: string): LooseFacts {
  return { resourceName: gcpFullName(name), displayName, state: 'ACTIVE', labels: {} }
}

interface ProviderInput extends Named {
  readonly pool?: string
  readonly condition?: Known<string>
  readonly mapping?: { readonly [attribute: string]: string }
}

/** Takes tokens of GitHub, whoever asks: without a condition. */
export function gcpProvider(input: ProviderInput = {}): Records {
  const { name = 'actions', pool = 'github', project = gcpProjectId, condition = null, mapping, ...facts } = input
  const poolName = gcpPoolName(pool, project)
  const providerName = `${poolName}/providers/${name}`
  const given = {
    providerName,
    poolName,
    projectNumber: gcpProjectNumber(project),
    disabled: false,
    kind: 'oidc',
    issuer: 'https://token.actions.githubusercontent.com',
    audiences: [],
    awsAccount: null,
    attributeMapping: mapping ?? {
      'google.subject': 'assertion.sub',
      'attribute.repository': 'assertion.repository',
    },
    attributeCondition: condition,
  }
  const id = gcpOwnId('workload-pool-provider', providerName)
  return gcpResource('workload-pool-provider', id, providerName, { ...given, ...facts }, name)
}

interface WorkloadInput extends Named {
  /** Name of the service account that it runs as; null: none. */
  readonly account?: string | null
  readonly type?: string
}

/** A service of Cloud Run. */
export function gcpWorkload(input: WorkloadInput = {}): Records {
  const { name = 'shop', project = gcpProjectId, account = 'deploy', type = 'run.googleapis.com/Service' } = input
  const { name: _, project: _project, account: _account, type: _type, ...facts } = input
  const resourceName = `//${type.split('/')[0]}/projects/${project}/locations/europe-west1/services/${name}`
  const given = {
    resourceName,
    assetType: type,
    projectId: project,
    location: 'europe-west1',
    labels: {},
    serviceAccount: account === null ? null : gcpEmail(account, project),
    scopes: null,
  }
  const id = gcpOwnId('workload', resourceName)
  return [
    ...gcpResource('workload', id, resourceName, { ...given, ...facts }, name),
    ...(account === null ? [] : [edge('runs-as', id, gcpAccountId(account, project))]),
  ]
}

export function gcpSecretName(name = 'db-password', project: string = gcpProjectId): string {
  return `projects/${project}/secrets/${name}`
}

export function gcpSecret(input: Named = {}): Records {
  const { name = 'db-password', project = gcpProjectId, ...facts } = input
  const secretName = gcpSecretName(name, project)
  const given = { secretName, projectId: project, rotation: null, expiresAt: null, createdAt: longAgo, labels: {} }
  return gcpResource('secret', gcpOwnId('secret', secretName), secretName, { ...given, ...facts }, name)
}

/** A service of Google's own: `gcpServiceAgent({ name: 'aiplatform' })`. */
export function gcpServiceAgent(input: Named = {}): Records {
  const { name = 'aiplatform', project = gcpProjectId, ...facts } = input
  const email = `service-${gcpProjectNumber(project)}@gcp-sa-${name}.iam.gserviceaccount.com`
  const given = { email, projectNumber: gcpProjectNumber(project), service: name }
  return gcpResource('service-agent', gcpSeenId('service-agent', email), email, { ...given, ...facts }, email)
}

interface AgentInput extends Named {
  /** Name of the service account that it runs as. */
  readonly account?: string | null
}

/** A reasoning engine that runs as a service account. */
export function gcpAgent(input: AgentInput = {}): Records {
  const { name = 'helpdesk', project = gcpProjectId, account = 'deploy', ...facts } = input
  const resourceName = `projects/${gcpProjectNumber(project)}/locations/europe-west1/reasoningEngines/${name}`
  const given = {
    resourceName,
    projectId: project,
    location: 'europe-west1',
    identityType: account === null ? 'SERVICE_AGENT' : 'SERVICE_ACCOUNT',
    effectiveIdentity: account === null ? null : gcpEmail(account, project),
    framework: null,
  }
  const id = gcpOwnId('reasoning-engine', resourceName)
  return [
    ...gcpResource('reasoning-engine', id, resourceName, { ...given, ...facts }, name),
    ...(account === null ? [] : [edge('runs-as', id, gcpAccountId(account, project))]),
  ]
}

interface AuthProviderInput extends Named {
  readonly form?: string
}

/** What agents fetch credentials of others from. */
export function gcpAuthProvider(input: AuthProviderInput = {}): Records {
  const { name = 'crm', project = gcpProjectId, ...facts } = input
  const resourceName = `projects/${project}/locations/global/authProviders/${name}`
  const given = { resourceName, projectId: project, form: 'oauth', allowedScopes: [], workloads: [], state: 'ENABLED' }
  const id = gcpOwnId('auth-provider', resourceName)
  return gcpResource('auth-provider', id, resourceName, { ...given, ...facts }, name)
}
