/**
 * Groups of Cloud Identity, which IAM has no permission for: whoever asks holds a role of the Admin console, and what is
 * refused might as well not exist. https://cloud.google.com/identity/docs/how-to/setup#assigning_an_admin_role_to_the_service_account
 */
import { z } from 'zod'
import { route } from '../../shared/google/route.ts'

/** A role that is there from the start. */
export const groupsReader = 'Groups Reader'

const text = z.string()

export const lookupGroup = route({
  api: 'cloudidentity',
  operation: 'cloudidentity.groups.lookup',
  permission: groupsReader,
  schema: z.object({ name: text }),
  perResource: true,
  absent: true,
  ask: (api, { email }: { readonly email: string }, options) => api.groups.lookup({ 'groupKey.id': email }, options),
})

/** The full view says which of them are groups; it has 500 a page at most. */
export const listMembers = route({
  api: 'cloudidentity',
  operation: 'cloudidentity.groups.memberships.list',
  permission: groupsReader,
  rows: 'memberships',
  schema: z.object({ preferredMemberKey: z.object({ id: text }), type: text.optional() }),
  perResource: true,
  absent: true,
  ask: (api, asked: { readonly parent: string; readonly pageToken?: string }, options) =>
    api.groups.memberships.list({ view: 'FULL', pageSize: 500, ...asked }, options),
})
