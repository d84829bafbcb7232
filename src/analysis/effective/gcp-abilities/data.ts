/** Permissions that read what people keep in a service, with what comes of it. */
export const readsData: readonly { readonly permission: string; readonly reason: string }[] = [
  { permission: 'secretmanager.versions.access', reason: 'It reads secrets.' },
  { permission: 'apikeys.keys.getKeyString', reason: 'It reads API keys, and calls what they open.' },
  { permission: 'cloudkms.cryptoKeyVersions.useToDecrypt', reason: 'It decrypts what keys of Cloud KMS protect.' },
  { permission: 'cloudkms.cryptoKeyVersions.useToSign', reason: 'It signs with keys of Cloud KMS.' },
  {
    permission: 'container.clusters.getCredentials',
    reason: 'It gets the certificate of a cluster, where one was made.',
  },
  { permission: 'container.secrets.get', reason: 'It reads secrets of clusters.' },
  { permission: 'container.secrets.list', reason: 'It reads secrets of clusters.' },
  { permission: 'storage.objects.get', reason: 'It reads the objects of buckets.' },
  { permission: 'storage.objects.create', reason: 'It writes objects, code that is run from buckets among them.' },
  { permission: 'bigquery.tables.getData', reason: 'It reads the rows of BigQuery.' },
  { permission: 'bigtable.tables.readRows', reason: 'It reads the rows of Bigtable.' },
  { permission: 'spanner.databases.select', reason: 'It reads databases of Spanner.' },
  { permission: 'datastore.entities.get', reason: 'It reads the documents of Firestore.' },
  { permission: 'cloudsql.instances.login', reason: 'It logs in to databases of Cloud SQL.' },
  { permission: 'cloudsql.instances.export', reason: 'It exports databases of Cloud SQL.' },
  { permission: 'cloudsql.users.update', reason: 'It sets the passwords of databases of Cloud SQL.' },
  { permission: 'alloydb.instances.connect', reason: 'It connects to databases of AlloyDB.' },
  { permission: 'pubsub.subscriptions.consume', reason: 'It takes messages from queues.' },
  { permission: 'logging.privateLogEntries.list', reason: 'It reads logs of who looked at which data.' },
  { permission: 'compute.snapshots.useReadOnly', reason: 'It makes disks from snapshots, and reads them.' },
  { permission: 'compute.disks.createSnapshot', reason: 'It copies disks.' },
  { permission: 'artifactregistry.repositories.downloadArtifacts', reason: 'It downloads images and packages.' },
  {
    permission: 'artifactregistry.repositories.uploadArtifacts',
    reason: 'It uploads images and packages that are run.',
  },
  { permission: 'healthcare.fhirResources.get', reason: 'It reads health records.' },
  { permission: 'discoveryengine.documents.get', reason: 'It reads what agents search.' },
]

/** What lifts a limit or opens a service for somebody who holds more beside. */
export const liftsLimits: readonly { readonly permission: string; readonly reason: string }[] = [
  { permission: 'orgpolicy.policy.set', reason: 'It lifts constraints of the organization policy.' },
  { permission: 'iam.denypolicies.update', reason: 'It rewrites deny policies.' },
  { permission: 'iam.denypolicies.delete', reason: 'It deletes deny policies.' },
  { permission: 'iam.principalaccessboundarypolicies.update', reason: 'It widens principal access boundaries.' },
  { permission: 'iam.principalaccessboundarypolicies.unbind', reason: 'It unbinds principal access boundaries.' },
  {
    permission: 'resourcemanager.tagValueBindings.create',
    reason: 'It attaches tags, which conditions of grants and of deny policies go by.',
  },
  {
    permission: 'iam.googleapis.com/workloadIdentityPools.create',
    reason: 'It lets another issuer in, without a role as yet.',
  },
  { permission: 'iam.roles.create', reason: 'It makes custom roles, and cannot give them.' },
]
