/** Predefined roles that somebody holds, with some of their permissions: the real ones have thousands. */
import type { NamedRow } from '../../../../fixtures/servers/google/estate.ts'

const reading = [
  'resourcemanager.projects.get',
  'iam.roles.get',
  'iam.roles.list',
  'iam.serviceAccounts.get',
  'iam.serviceAccounts.list',
  'storage.buckets.list',
  'compute.instances.get',
  'compute.instances.list',
  'logging.logEntries.list',
]
const editing = [
  ...reading,
  'iam.serviceAccounts.actAs',
  'iam.serviceAccounts.create',
  'compute.instances.create',
  'compute.instances.setMetadata',
  'compute.instances.setServiceAccount',
  'compute.disks.create',
  'compute.subnetworks.use',
  'cloudfunctions.functions.create',
  'cloudfunctions.functions.update',
  'cloudfunctions.functions.sourceCodeSet',
  'run.services.create',
  'run.services.update',
  'cloudbuild.builds.create',
  'storage.objects.get',
  'storage.objects.create',
  'pubsub.topics.publish',
]

const permissions: { readonly [role: string]: readonly string[] } = {
  'roles/owner': [
    ...editing,
    'iam.roles.create',
    'iam.roles.update',
    'iam.serviceAccounts.setIamPolicy',
    'iam.serviceAccountKeys.create',
    'resourcemanager.projects.setIamPolicy',
    'secretmanager.versions.access',
  ],
  'roles/editor': editing,
  'roles/viewer': reading,
  'roles/iam.serviceAccountTokenCreator': [
    'iam.serviceAccounts.get',
    'iam.serviceAccounts.getAccessToken',
    'iam.serviceAccounts.getOpenIdToken',
    'iam.serviceAccounts.implicitDelegation',
    'iam.serviceAccounts.list',
    'iam.serviceAccounts.signBlob',
    'iam.serviceAccounts.signJwt',
  ],
  'roles/iam.serviceAccountUser': ['iam.serviceAccounts.actAs', 'iam.serviceAccounts.get', 'iam.serviceAccounts.list'],
  'roles/iam.workloadIdentityUser': [
    'iam.serviceAccounts.get',
    'iam.serviceAccounts.getAccessToken',
    'iam.serviceAccounts.getOpenIdToken',
    'iam.serviceAccounts.list',
  ],
  'roles/storage.objectViewer': ['storage.objects.get', 'storage.objects.list'],
  'roles/storage.objectCreator': ['storage.objects.create'],
  'roles/bigquery.dataViewer': ['bigquery.tables.get', 'bigquery.tables.getData', 'bigquery.tables.list'],
  'roles/bigquery.jobUser': ['bigquery.jobs.create'],
  'roles/pubsub.publisher': ['pubsub.topics.publish'],
  'roles/logging.logWriter': ['logging.logEntries.create'],
  'roles/monitoring.metricWriter': ['monitoring.timeSeries.create'],
  'roles/run.developer': ['run.services.create', 'run.services.get', 'run.services.list', 'run.services.update'],
  'roles/artifactregistry.writer': ['artifactregistry.repositories.uploadArtifacts'],
  'roles/secretmanager.secretAccessor': ['secretmanager.versions.access'],
  'roles/aiplatform.user': [
    'aiplatform.endpoints.predict',
    'aiplatform.reasoningEngines.query',
    'aiplatform.ragCorpora.query',
  ],
  'roles/aiplatform.serviceAgent': ['aiplatform.endpoints.predict', 'storage.objects.get'],
  'roles/aiplatform.reasoningEngineServiceAgent': ['aiplatform.endpoints.predict', 'aiplatform.memories.generate'],
  'roles/compute.serviceAgent': ['compute.instances.get', 'compute.networks.use'],
}

export function predefinedRoles(): readonly NamedRow[] {
  return Object.entries(permissions).map(([name, includedPermissions]) => ({
    name,
    title: titleOf(name),
    stage: 'GA',
    etag: 'AA==',
    includedPermissions: includedPermissions.toSorted(),
  }))
}

function titleOf(role: string): string {
  const words = role.replace(/^roles\/(?:.*\.)?/, '').replaceAll(/([A-Z])/g, ' $1')
  return words.charAt(0).toUpperCase() + words.slice(1)
}
