import { z } from 'zod'

/**
 * Owners and sponsors. Of whom the sign-in may not read more, Graph tells the type and the id:
 * https://learn.microsoft.com/graph/permissions-overview#limited-information-returned-for-inaccessible-member-objects
 */
export const personQuery = {
  $select: 'id,displayName,userPrincipalName,userType,accountEnabled,mail,otherMails,proxyAddresses',
} as const
export const Person = z.object({
  '@odata.type': z.string().nullish(),
  id: z.string(),
  displayName: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  userType: z.string().nullish(),
  accountEnabled: z.boolean().nullish(),
  mail: z.string().nullish(),
  otherMails: z.array(z.string()).nullish(),
  proxyAddresses: z.array(z.string()).nullish(),
})
export type Person = z.infer<typeof Person>
