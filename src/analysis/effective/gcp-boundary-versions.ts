/**
 * Which permissions boundaries can hold back, by the version that they are enforced in: each holds back what the ones
 * before it do. Services that control or lead to control are told here; of others nobody here knows.
 * https://cloud.google.com/iam/docs/pab-blocked-permissions
 */
import { isKnown } from '../../model/index.ts'
import type { Known } from '../../model/index.ts'
import { covers, qualified } from './gcp-permissions.ts'

interface Row {
  readonly since: number
  readonly service: string
  /** Without the service: `serviceAccounts.*`. */
  readonly permissions: readonly string[]
  readonly except?: readonly string[]
}

const bindings = ['*.createPolicyBinding', '*.deletePolicyBinding', '*.searchPolicyBindings', '*.updatePolicyBinding']
const everything = ['*']

const rows: readonly Row[] = [
  { since: 1, service: 'aiplatform', permissions: everything, except: ['operations.*'] },
  {
    since: 1,
    service: 'run',
    permissions: [
      'executions.*',
      'jobs.create',
      'jobs.delete',
      'jobs.get',
      'jobs.list',
      'jobs.run',
      'revisions.*',
      'services.create',
      'services.delete',
      'services.get',
      'services.list',
      'services.update',
      'tasks.*',
    ],
  },
  {
    since: 1,
    service: 'storage',
    permissions: [
      'buckets.get',
      'buckets.getIamPolicy',
      'buckets.list',
      'buckets.setIamPolicy',
      'buckets.update',
      'hmacKeys.update',
      'objects.delete',
      'objects.get',
      'objects.setRetention',
    ],
  },
  { since: 1, service: 'dataflow', permissions: ['jobs.*', 'workItems.*'], except: ['jobs.snapshot'] },
  { since: 2, service: 'cloudresourcemanager', permissions: everything, except: bindings },
  { since: 2, service: 'cloudbuild', permissions: everything },
  { since: 2, service: 'cloudasset', permissions: everything },
  {
    since: 2,
    service: 'storage',
    permissions: ['buckets.*', 'folders.*', 'hmacKeys.*', 'managedFolders.*', 'multipartUploads.*', 'objects.*'],
  },
  {
    since: 2,
    service: 'bigquery',
    permissions: ['datasets.*', 'jobs.*', 'models.*', 'routines.*', 'rowAccessPolicies.*', 'tables.*'],
  },
  {
    since: 3,
    service: 'iam',
    permissions: ['denypolicies.*', 'roles.*', 'serviceAccountKeys.*', 'serviceAccounts.*'],
    except: [
      'serviceAccounts.createTagBinding',
      'serviceAccounts.deleteTagBinding',
      'serviceAccounts.getCertificateAs',
      'serviceAccounts.listEffectiveTags',
      'serviceAccounts.listTagBindings',
    ],
  },
  { since: 3, service: 'apikeys', permissions: ['apikeys.*', 'keys.*'] },
  { since: 3, service: 'artifactregistry', permissions: everything },
  { since: 3, service: 'cloudfunctions', permissions: everything },
  { since: 3, service: 'cloudsql', permissions: everything },
  { since: 3, service: 'container', permissions: everything },
  { since: 3, service: 'orgpolicy', permissions: everything },
  { since: 3, service: 'spanner', permissions: everything },
  { since: 3, service: 'workflows', permissions: everything },
  {
    since: 3,
    service: 'dataproc',
    permissions: ['autoscalingPolicies.*', 'batches.*', 'clusters.*', 'jobs.*', 'sessions.*', 'workflowTemplates.*'],
  },
  {
    since: 4,
    service: 'iam',
    permissions: [
      'oauthClientCredentials.*',
      'oauthClients.*',
      'workforcePoolProviderKeys.*',
      'workforcePoolProviders.*',
      'workforcePools.*',
      'workloadIdentityPoolProviderKeys.*',
      'workloadIdentityPoolProviders.*',
      'workloadIdentityPools.*',
    ],
    except: bindings,
  },
  { since: 4, service: 'composer', permissions: everything },
  { since: 4, service: 'config', permissions: everything },
  { since: 4, service: 'secretmanager', permissions: everything },
  { since: 4, service: 'serviceusage', permissions: everything },
  { since: 4, service: 'workstations', permissions: everything },
]

const told = new Set([...rows.map(({ service }) => service), 'deploymentmanager'])
/** The latest that is written down here, and the least that `latest` has come to mean. */
const newest = 4
const latest = 3

/** Whether a boundary of that version holds it back where it may not work; undefined: nobody can tell. */
export function canBlock(enforcementVersion: Known<string>, permission: string): boolean | undefined {
  const full = qualified(permission)
  const [address = '', rest = ''] = full.split('/')
  const service = address.replace(/\.googleapis\.com$/, '')
  const since = rows.find(
    (row) =>
      row.service === service &&
      row.permissions.some((pattern) => covers(pattern, rest)) &&
      !(row.except ?? []).some((pattern) => covers(pattern, rest)),
  )?.since
  const version = isKnown(enforcementVersion) ? Number(enforcementVersion) : Number.NaN
  if (since === undefined) return told.has(service) && version <= newest ? false : undefined
  if (!Number.isNaN(version)) return version >= since
  // Without a number it is what was the default when it was made, or is today.
  return since <= latest && isKnown(enforcementVersion) ? true : undefined
}
