/** Projects of Google's own that its services run in, beside those that begin with `gcp-sa-`: https://cloud.google.com/iam/docs/service-agents */
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
 * The service that Google runs with this account: `aiplatform` of `service-7@gcp-sa-aiplatform.iam.gserviceaccount.com`.
 * It is the project that tells, since anybody may call an account `service-7` in one of theirs; the default accounts of
 * projects are the customer's. undefined: it is none of Google's.
 */
export function serviceOfAgent(email: string): string | undefined {
  const [, own] = /^[^@]+@(cloudservices|system)\.gserviceaccount\.com$/.exec(email) ?? []
  const [, project] = /@(.+)\.iam\.gserviceaccount\.com$/.exec(email) ?? []
  if (own !== undefined || project === undefined) return own
  if (project.startsWith('gcp-sa-')) return project.slice('gcp-sa-'.length)
  return projects.includes(project) ? project : undefined
}
