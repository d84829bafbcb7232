/** An organization of Google Cloud, written down one account, key or grant at a time. */
import type { GivenGoogle, NamedRow, Row, ServiceAccountRow } from '../../../../fixtures/servers/google/estate.ts'
import { at, digits, folders, hex, organization, projectResource, projects } from './ids.ts'
import type { ProjectName } from './ids.ts'
import { predefinedRoles } from './roles.ts'

export interface Condition {
  readonly title: string
  readonly expression: string
}

export interface AccountSpec {
  readonly displayName?: string
  readonly description?: string
  readonly disabled?: boolean
  readonly created?: string
  /** Last day on which it signed in; left out: not within the window that is seen. */
  readonly used?: string
  /** It may speak for users of Workspace, where that is delegated. */
  readonly delegable?: boolean
}

export interface KeySpec {
  readonly from: string
  readonly until?: string
  readonly used?: string
  readonly origin?: 'GOOGLE_PROVIDED' | 'USER_PROVIDED'
  readonly disabled?: boolean
}

export type OrganizationBuilder = ReturnType<typeof makeOrganization>

/** What Policy Analyzer sees of the estate. */
const observed = { startTime: '2025-11-20T08:00:00Z', endTime: '2026-11-20T08:00:00Z' } as const

export function makeOrganization() {
  const accounts = new Map<string, ServiceAccountRow[]>()
  const keys = new Map<string, NamedRow[]>()
  const bindings = new Map<string, { assetType: string; bindings: Row[] }>()
  const activities = new Map<string, Row[]>()
  const lists = new Map<string, Map<string, NamedRow[]>>()

  const push = <T>(map: Map<string, T[]>, key: string, row: T): void =>
    void map.set(key, [...(map.get(key) ?? []), row])
  const put = (list: string, of: string, row: NamedRow): void => {
    const own = lists.get(list) ?? new Map<string, NamedRow[]>()
    push(own, of, row)
    lists.set(list, own)
  }
  const saw = (
    project: ProjectName,
    activityType: string,
    resource: string,
    used: string | undefined,
    of: Row,
  ): void => {
    if (used === undefined) return
    push(activities, projects[project].id, {
      fullResourceName: resource,
      activityType,
      observationPeriod: observed,
      activity: { lastAuthenticatedTime: at(used), ...of },
    })
  }
  const address = (email: string): string =>
    `//iam.googleapis.com/projects/${homes.get(email)?.id ?? ''}/serviceAccounts/${email}`
  const homes = new Map<string, { readonly id: string; readonly name: ProjectName; readonly uniqueId: string }>()

  const named = (project: ProjectName, email: string, spec: AccountSpec): string => {
    const { id, number } = projects[project]
    const uniqueId = digits(email)
    homes.set(email, { id, name: project, uniqueId })
    push(accounts, id, {
      name: `projects/${id}/serviceAccounts/${email}`,
      projectId: id,
      uniqueId,
      email,
      etag: 'MDEwMjE5MjA=',
      ...(spec.displayName === undefined ? {} : { displayName: spec.displayName }),
      ...(spec.description === undefined ? {} : { description: spec.description }),
      ...(spec.disabled ? { disabled: true } : {}),
      ...(spec.delegable ? { oauth2ClientId: uniqueId } : {}),
      createTime: at(spec.created ?? '2025-05-05'),
    })
    const serviceAccount = { serviceAccountId: uniqueId, projectNumber: number, fullResourceName: address(email) }
    saw(project, 'serviceAccountLastAuthentication', address(email), spec.used, { serviceAccount })
    key(email, { from: '2026-11-12', until: '2026-11-29' }, 'SYSTEM_MANAGED')
    return email
  }
  const key = (email: string, spec: KeySpec, keyType = 'USER_MANAGED'): string => {
    const home = homes.get(email)
    if (home === undefined) throw new Error(`${email} was never made`)
    const keyId = hex(`${email} ${keyType} ${spec.from}`)
    push(keys, email, {
      name: `projects/${home.id}/serviceAccounts/${email}/keys/${keyId}`,
      validAfterTime: at(spec.from),
      validBeforeTime: spec.until === undefined ? '9999-12-31T23:59:59Z' : at(spec.until),
      keyAlgorithm: 'KEY_ALG_RSA_2048',
      keyOrigin: spec.origin ?? 'GOOGLE_PROVIDED',
      keyType,
      ...(spec.disabled ? { disabled: true, disableReason: 'SERVICE_ACCOUNT_KEY_DISABLE_REASON_USER_INITIATED' } : {}),
    })
    const resource = `${address(email)}/keys/${keyId}`
    const { number } = projects[home.name]
    const serviceAccountKey = { serviceAccountId: home.uniqueId, projectNumber: number, fullResourceName: resource }
    saw(home.name, 'serviceAccountKeyLastAuthentication', resource, spec.used, { serviceAccountKey })
    return `${email}/${keyId}`
  }
  const grantOn = (
    resource: string,
    assetType: string,
    role: string,
    members: readonly string[],
    condition?: Condition,
  ): void => {
    const own = bindings.get(resource) ?? { assetType, bindings: [] }
    own.bindings.push({ role, members, ...(condition === undefined ? {} : { condition }) })
    bindings.set(resource, own)
  }
  return {
    put,
    key,
    /** `name` before the `@`; gives back the e-mail. */
    account: (project: ProjectName, name: string, spec: AccountSpec = {}): string =>
      named(project, `${name}@${projects[project].id}.iam.gserviceaccount.com`, spec),
    defaultAccount: (project: ProjectName, spec: AccountSpec = {}): string =>
      named(project, `${projects[project].number}-compute@developer.gserviceaccount.com`, {
        displayName: 'Compute Engine default service account',
        ...spec,
      }),
    uniqueIdOf: (email: string): string => homes.get(email)?.uniqueId ?? '',
    onProject: (project: ProjectName, role: string, members: readonly string[], condition?: Condition): void =>
      grantOn(projectResource(project), 'cloudresourcemanager.googleapis.com/Project', role, members, condition),
    onContainer: (name: string, role: string, members: readonly string[], condition?: Condition): void =>
      grantOn(
        `//cloudresourcemanager.googleapis.com/${name}`,
        `cloudresourcemanager.googleapis.com/${name.startsWith('folders/') ? 'Folder' : 'Organization'}`,
        role,
        members,
        condition,
      ),
    onAccount: (email: string, role: string, members: readonly string[], condition?: Condition): void => {
      const home = homes.get(email)
      const resource = `//iam.googleapis.com/projects/${home?.id ?? ''}/serviceAccounts/${home?.uniqueId ?? ''}`
      grantOn(resource, 'iam.googleapis.com/ServiceAccount', role, members, condition)
    },
    onSecret: (resource: string, role: string, members: readonly string[]): void =>
      grantOn(resource, 'secretmanager.googleapis.com/Secret', role, members),
    build: (more: GivenGoogle): GivenGoogle => ({
      organizations: [
        { name: organization, displayName: 'larkspur.example', state: 'ACTIVE', directoryCustomerId: 'C0larkspur' },
      ],
      folders: [
        { name: folders.production, parent: organization, displayName: 'Production', state: 'ACTIVE' },
        { name: folders.lab, parent: organization, displayName: 'Lab', state: 'ACTIVE' },
      ],
      projects: Object.values(projects).map(({ id, number, parent }) => ({
        name: `projects/${number}`,
        projectId: id,
        parent,
        displayName: id,
        state: 'ACTIVE',
        createTime: at('2024-02-02'),
        labels: { team: id.replace('larkspur-', '') },
      })),
      serviceAccounts: Object.fromEntries(accounts),
      serviceAccountKeys: Object.fromEntries(keys),
      policies: Object.fromEntries(
        [...bindings].map(([resource, own]) => [
          resource,
          { assetType: own.assetType, policy: { version: 3, etag: 'BwYAAA==', bindings: own.bindings } },
        ]),
      ),
      activities: Object.fromEntries(activities),
      ...Object.fromEntries([...lists].map(([list, own]) => [list, Object.fromEntries(own)])),
      ...more,
      roles: [...predefinedRoles(), ...(more.roles ?? [])],
    }),
  }
}
