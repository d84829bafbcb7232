/** The customer and its domains: https://developers.google.com/workspace/admin/directory/reference/rest/v1/customers */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'
import { customerScope, domainPrivilege, domainScope } from '../needs.ts'

const text = z.string()

export const getCustomer = route({
  api: 'directory',
  operation: 'directory.customers.get',
  permission: customerScope,
  privilege: domainPrivilege,
  pace: 'directory',
  schema: z.object({ id: text, customerDomain: text.optional(), customerCreationTime: text.optional() }),
  ask: (api, { customerKey }: { readonly customerKey: string }, options) => api.customers.get({ customerKey }, options),
})

export const listDomains = route({
  api: 'directory',
  operation: 'directory.domains.list',
  permission: domainScope,
  privilege: domainPrivilege,
  pace: 'directory',
  rows: 'domains',
  schema: z.object({ domainName: text, isPrimary: z.boolean().optional(), verified: z.boolean().optional() }),
  ask: (api, { customer }: { readonly customer: string }, options) => api.domains.list({ customer }, options),
})
