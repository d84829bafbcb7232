/**
 * What `resource.name`, `resource.type` and `resource.service` are of a resource. Only some services hand them in; of
 * the others they stay unknown. https://cloud.google.com/iam/docs/conditions-resource-attributes
 */

interface ResourceAttributes {
  readonly name: string
  readonly type: string
  readonly service: string
}

/** By service: the type by the last collection in the name. */
const types: { readonly [service: string]: { readonly [collection: string]: string } } = {
  'cloudresourcemanager.googleapis.com': { projects: 'Project' },
  'storage.googleapis.com': { buckets: 'Bucket', objects: 'Object', managedFolders: 'ManagedFolder' },
  'secretmanager.googleapis.com': { secrets: 'Secret', versions: 'SecretVersion' },
  'cloudkms.googleapis.com': {
    keyRings: 'KeyRing',
    cryptoKeys: 'CryptoKey',
    cryptoKeyVersions: 'CryptoKeyVersion',
  },
  'compute.googleapis.com': {
    instances: 'Instance',
    disks: 'Disk',
    images: 'Image',
    snapshots: 'Snapshot',
    instanceTemplates: 'InstanceTemplate',
    firewalls: 'Firewall',
    backendServices: 'BackendService',
  },
  'bigquery.googleapis.com': { datasets: 'Dataset', tables: 'Table', routines: 'Routine', models: 'Model' },
  'spanner.googleapis.com': { instances: 'Instance', databases: 'Database', backups: 'Backup' },
  'sqladmin.googleapis.com': { instances: 'Instance' },
}

/** All the ways in which it may be told; `undefined` among them: it is not known. */
export function conditionNames(
  resource: string | undefined,
  number: string | undefined,
): readonly (ResourceAttributes | undefined)[] {
  const [, service = '', path = ''] = /^\/\/([^/]+)\/(.+)$/s.exec(resource ?? '') ?? []
  const known = types[service]
  const name = service === 'storage.googleapis.com' && !path.startsWith('projects/') ? bucketPath(path) : path
  const type = known?.[name.split('/').at(-2) ?? '']
  if (known === undefined || type === undefined) return [undefined]
  const told = { name, type: `${service}/${type}`, service }
  const swapped = number === undefined ? name : name.replace(/^projects\/[^/]+/, number)
  return swapped === name || name.startsWith('projects/_/') ? [told] : [told, { ...told, name: swapped }]
}

/** Full names of buckets leave out what their names in conditions have: `//storage.googleapis.com/b`. */
function bucketPath(path: string): string {
  const [bucket = '', ...rest] = path.split('/')
  return ['projects/_/buckets', bucket, ...rest].join('/')
}
