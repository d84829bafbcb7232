import type { ServiceAgentFacts } from '../../../model/facts/gcp.ts'
import { placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'

/** Projects of Google's own beside those that begin with `gcp-sa-`: https://cloud.google.com/iam/docs/service-agents */
const projects = [
  'bigquery-data-connectors',
  'cloud-filer',
  'cloud-memcache-sa',
  'cloud-ml.google.com',
  'cloud-redis',
  'cloud-tpu',
  'cloudcomposer-accounts',
  'compute-system',
  'container-analysis',
  'container-engine-robot',
  'containerregistry',
  'dataflow-service-producer-prod',
  'dataproc-accounts',
  'endpoints-portal',
  'firebase-rules',
  'firebase-sa-management',
  'gae-api-prod.google.com',
  'gcf-admin-robot',
  'genomics-api.google.com',
  'gs-project-accounts',
  'remotebuildexecution',
  'security-center-api',
  'serverless-robot-prod',
  'service-networking',
  'sourcerepo-service-accounts',
  'storage-transfer-service',
]

/**
 * Google's own accounts, which no list of the customer's shows. It is the project that tells, since anybody may call an
 * account `service-123` in one of theirs; the default accounts of projects are the customer's. undefined: it is none.
 */
export function agentOf(email: string): Pick<ServiceAgentFacts, 'projectNumber' | 'service'> | undefined {
  const [, project] = /@(.+)\.iam\.gserviceaccount\.com$/.exec(email) ?? []
  const [, own] = /^[^@]+@(cloudservices|system)\.gserviceaccount\.com$/.exec(email) ?? []
  const service = own ?? agentProject(project)
  if (service === undefined) return undefined
  // `service-7@…` of a project, `p7-44@…` of one of its databases or log sinks, `service-org-1@…` of an organization.
  const [, number = null] = /^(?:(?:service-|project-|p)?(\d+))(?:-[^@]*)?@/.exec(email) ?? []
  return { projectNumber: number, service }
}

function agentProject(project: string | undefined): string | undefined {
  if (project === undefined) return undefined
  if (project.startsWith('gcp-sa-')) return project.slice('gcp-sa-'.length)
  return projects.includes(project) ? project : undefined
}

export function emitAgent(context: GcpContext, email: string): void {
  const facts = { email, projectNumber: null, service: email, ...agentOf(email) } satisfies ServiceAgentFacts
  context.emit({
    type: 'resource',
    id: seenId(context, 'service-agent', email),
    ...placeOf(context),
    kind: 'service-agent',
    nativeId: email,
    name: email,
    facts,
  })
}
