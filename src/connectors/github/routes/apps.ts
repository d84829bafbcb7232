import { z } from 'zod'
import { route } from '../route.ts'

export const listInstallations = route({
  path: 'GET /orgs/{org}/installations',
  rows: 'installations',
  schema: z.object({
    id: z.int(),
    app_id: z.int(),
    app_slug: z.string().min(1),
    client_id: z.string().nullish(),
    /** Levels that are not known here are told by the step: they do not hide the app. */
    permissions: z.record(z.string(), z.string()),
    events: z.array(z.string()),
    repository_selection: z.enum(['all', 'selected']),
    created_at: z.string(),
    updated_at: z.string(),
    suspended_at: z.string().nullish(),
  }),
  permission: 'organization_administration=read',
  scopes: ['admin:org', 'read:org'],
})

/** 404: the app is private, so that only its owner may see this page. */
export const getApp = route({
  path: 'GET /apps/{app_slug}',
  single: true,
  schema: z.object({
    id: z.int(),
    name: z.string(),
    description: z.string().nullish(),
    owner: z.object({ login: z.string().optional(), slug: z.string().optional() }).nullish(),
  }),
  permission: '',
  scopes: [],
  absent: true,
  perResource: true,
})
