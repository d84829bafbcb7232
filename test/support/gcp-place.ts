/** The organization of Google Cloud that records in tests belong to: its ids, and what its resources have in common. */
import { entityId, scopeId } from '../../src/model/index.ts'
import type { Facts, Resource, Scope } from '../../src/model/index.ts'
import type { LooseFacts, Records } from './aws-records.ts'

export const gcpOrganizationName = 'organizations/1'
export const gcpProjectId = 'acme-prod'
export const recently = '2026-11-20T10:00:00Z'
export const longAgo = '2024-01-15T09:00:00Z'

/** The whole organization, read at once. */
export function gcpScope(more: Partial<Scope> = {}): Scope {
  return {
    id: scopeId('gcp', 'organization', gcpOrganizationName),
    provider: 'gcp',
    kind: 'organization',
    nativeId: gcpOrganizationName,
    name: 'acme.example',
    ...more,
  }
}

/** One project, read by itself. */
export function gcpProjectScope(project: string = gcpProjectId, more: Partial<Scope> = {}): Scope {
  return {
    id: scopeId('gcp', 'project', project),
    provider: 'gcp',
    kind: 'project',
    nativeId: project,
    name: project,
    ...more,
  }
}

/** Numbers as Google would give them: the same for the same id, another for another. */
export function gcpProjectNumber(project: string = gcpProjectId): string {
  return String(100_000_000_000 + Buffer.from(project).reduce((sum, byte) => (sum * 31 + byte) % 1_000_000_007, 7))
}

/** `deploy` -> `deploy@acme-prod.iam.gserviceaccount.com`; what has an @ stays as it is. */
export function gcpEmail(name: string, project: string = gcpProjectId): string {
  return name.includes('@') ? name : `${name}@${project}.iam.gserviceaccount.com`
}

/** `deploy` -> `serviceAccount:deploy@…`; what is written as Google writes members stays as it is. */
export function gcpMember(name: string, project: string = gcpProjectId): string {
  return name.includes(':') || name.startsWith('all') ? name : `serviceAccount:${gcpEmail(name, project)}`
}

const containers = '//cloudresourcemanager.googleapis.com/'

/** `projects/acme-prod`, `folders/2`, or a service account by its name -> the full resource name. */
export function gcpFullName(of: string, project: string = gcpProjectId): string {
  if (of.startsWith('//')) return of
  if (/^(?:projects|folders|organizations)\/[^/]+$/.test(of)) return `${containers}${of}`
  return `//iam.googleapis.com/projects/${project}/serviceAccounts/${gcpEmail(of, project)}`
}

export function gcpOwnId(kind: string, native: string): string {
  return entityId('gcp', 'google', kind, native)
}
/** Of what several scopes may see. */
export function gcpSeenId(kind: string, native: string, scope: string = gcpOrganizationName): string {
  return entityId('gcp', scope, kind, native)
}
export const gcpAccountId = (name: string, project: string = gcpProjectId): string =>
  gcpOwnId('service-account', gcpEmail(name, project).toLowerCase())
export const gcpGroupId = (email: string): string => gcpSeenId('group', gcpGroupEmail(email))
export const gcpGroupEmail = (name: string): string => (name.includes('@') ? name : `${name}@acme.example`)
export const gcpRoleId = (role: string): string => gcpSeenId('iam-role', role)

/** `projects/<number>/locations/global/workloadIdentityPools/<pool>` */
export function gcpPoolName(pool = 'github', project: string = gcpProjectId): string {
  return `projects/${gcpProjectNumber(project)}/locations/global/workloadIdentityPools/${pool}`
}

export const place = { provider: 'gcp', scope: gcpScope().id } as const

export function gcpResource(kind: string, id: string, nativeId: string, facts: LooseFacts, name = nativeId): Records {
  const record: Resource = { ...place, id, kind, nativeId, name, facts: facts as Facts }
  return [{ type: 'resource', ...record }]
}
