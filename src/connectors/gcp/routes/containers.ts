/** Organizations, folders and projects: https://cloud.google.com/resource-manager/reference/rest/v3 */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

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
