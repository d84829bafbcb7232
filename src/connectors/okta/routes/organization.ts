/** The organization itself: https://developer.okta.com/docs/api/openapi/okta-management/management/tag/OrgSettingGeneral/ */
import { z } from 'zod'
import { route } from '../../shared/vendor/index.ts'

const text = z.string()

/** Open to everybody. */
export const getMetadata = route({
  path: '/.well-known/okta-organization',
  permission: '',
  schema: z.object({ id: text }),
})

export const getOrganization = route({
  path: '/api/v1/org',
  permission: 'okta.orgs.read',
  schema: z.object({ companyName: text.nullish(), created: text.nullish() }),
})
