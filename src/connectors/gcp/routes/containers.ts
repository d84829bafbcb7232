/** Organizations, folders and projects: https://cloud.google.com/resource-manager/reference/rest/v3 */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { listAssets } from './assets.ts'

const text = z.string()

const organizationSchema = z.object({ name: text, displayName: text.optional(), state: text.optional() })
export type OrganizationAnswer = z.infer<typeof organizationSchema>

export const searchOrganizations = route({
  api: 'cloudresourcemanager',
  operation: 'cloudresourcemanager.organizations.search',
  permission: 'resourcemanager.organizations.get',
  pace: 'containers',
  rows: 'organizations',
  schema: organizationSchema,
  ask: (api, asked: object, options) => api.organizations.search({ pageSize: 500, ...asked }, options),
})

export const folderSchema = z.object({
  name: text,
  parent: text.optional(),
  displayName: text.optional(),
  state: text.optional(),
})

export type FolderAnswer = z.infer<typeof folderSchema>

export const searchFolders = route({
  api: 'cloudresourcemanager',
  operation: 'cloudresourcemanager.folders.search',
  permission: 'resourcemanager.folders.get',
  pace: 'containers',
  rows: 'folders',
  schema: folderSchema,
  ask: (api, asked: object, options) => api.folders.search({ pageSize: 500, ...asked }, options),
})

export const projectSchema = z.object({
  /** `projects/415104041262` */
  name: text,
  projectId: text,
  parent: text.optional(),
  displayName: text.optional(),
  state: text.optional(),
  createTime: text.optional(),
  labels: z.record(text, text).optional(),
})
export type ProjectAnswer = z.infer<typeof projectSchema>

/** Shows what the sign-in may see, and nothing of the rest. */
export const searchProjects = route({
  api: 'cloudresourcemanager',
  operation: 'cloudresourcemanager.projects.search',
  permission: 'resourcemanager.projects.get',
  pace: 'containers',
  rows: 'projects',
  schema: projectSchema,
  ask: (api, asked: object, options) => api.projects.search({ pageSize: 500, ...asked }, options),
})

export const getProject = route({
  api: 'cloudresourcemanager',
  operation: 'cloudresourcemanager.projects.get',
  permission: 'resourcemanager.projects.get',
  pace: 'containers',
  schema: projectSchema,
  perResource: true,
  ask: (api, { name }: { readonly name: string }, options) => api.projects.get({ name }, options),
})

export const getFolder = route({
  api: 'cloudresourcemanager',
  operation: 'cloudresourcemanager.folders.get',
  permission: 'resourcemanager.folders.get',
  pace: 'containers',
  schema: folderSchema,
  perResource: true,
  ask: (api, { name }: { readonly name: string }, options) => api.folders.get({ name }, options),
})

const containerPrefix = '//cloudresourcemanager.googleapis.com/'

/** Cloud Asset has projects in the form of v1 and folders in that of v2, whose parents are written otherwise. */
const containerAsset = z.object({
  name: text.optional(),
  projectId: text.optional(),
  displayName: text.optional(),
  lifecycleState: text.optional(),
  state: text.optional(),
  labels: z.record(text, text).optional(),
})

const folderAssets = listAssets('cloudresourcemanager.googleapis.com/Folder', containerAsset)
export const listFolderAssets = {
  ...folderAssets,
  schema: folderAssets.schema.transform(({ name, ancestors, resource: { data } }): FolderAnswer => ({
    name: name.replace(containerPrefix, ''),
    parent: ancestors?.[1],
    displayName: data.displayName,
    state: data.state ?? data.lifecycleState,
  })),
}

const projectAssets = listAssets(
  'cloudresourcemanager.googleapis.com/Project',
  containerAsset.extend({ projectId: text }),
)
export const listProjectAssets = {
  ...projectAssets,
  schema: projectAssets.schema.transform(({ name, ancestors, resource: { data } }): ProjectAnswer => ({
    name: ancestors?.[0] ?? name.replace(containerPrefix, ''),
    projectId: data.projectId,
    parent: ancestors?.[1],
    displayName: data.displayName ?? (data.name?.includes('/') ? undefined : data.name),
    state: data.state ?? data.lifecycleState,
    labels: data.labels,
  })),
}

/** Which of these permissions whoever asks holds there; it takes none to ask. */
const held = {
  api: 'cloudresourcemanager',
  permission: '',
  pace: 'containers',
  schema: z.object({ permissions: z.array(text).default([]) }),
  perResource: true,
} as const

interface HeldWish {
  readonly [name: string]: string | readonly string[]
  readonly resource: string
  readonly permissions: readonly string[]
}

export const heldOnOrganization = route({
  ...held,
  operation: 'cloudresourcemanager.organizations.testIamPermissions',
  ask: (api, { resource, permissions }: HeldWish, options) =>
    api.organizations.testIamPermissions({ resource, requestBody: { permissions: [...permissions] } }, options),
})

export const heldOnFolder = route({
  ...held,
  operation: 'cloudresourcemanager.folders.testIamPermissions',
  ask: (api, { resource, permissions }: HeldWish, options) =>
    api.folders.testIamPermissions({ resource, requestBody: { permissions: [...permissions] } }, options),
})
