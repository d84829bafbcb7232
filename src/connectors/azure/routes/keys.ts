/** Secrets and certificates as Graph lists them: ids and dates. The first letters of a secret and the bytes of a key are not named here, so that they are dropped. */
import { z } from 'zod'

/** https://learn.microsoft.com/graph/api/resources/passwordcredential */
export const PasswordRow = z.object({
  keyId: z.string(),
  displayName: z.string().nullish(),
  startDateTime: z.string().nullish(),
  endDateTime: z.string().nullish(),
  customKeyIdentifier: z.string().nullish(),
})

/** https://learn.microsoft.com/graph/api/resources/keycredential */
export const KeyRow = z.object({
  ...PasswordRow.shape,
  type: z.string().nullish(),
  usage: z.string().nullish(),
})

export type PasswordRow = z.infer<typeof PasswordRow>
export type KeyRow = z.infer<typeof KeyRow>
