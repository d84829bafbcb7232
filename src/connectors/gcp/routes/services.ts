/** Services of a project: https://cloud.google.com/service-usage/docs/reference/rest/v1/services */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

export const listServices = route({
  api: 'serviceusage',
  operation: 'serviceusage.services.list',
  permission: 'serviceusage.services.list',
  rows: 'services',
  /** `projects/<number>/services/run.googleapis.com` */
  schema: z.object({ name: z.string() }),
  perResource: true,
  ask: (api, asked: { readonly parent: string; readonly pageToken?: string }, options) =>
    api.services.list({ filter: 'state:ENABLED', pageSize: 200, ...asked }, options),
})
