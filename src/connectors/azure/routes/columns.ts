/** Columns that every resource of Resource Graph has. */
import { z } from 'zod'

export const columns = {
  id: z.string().min(1),
  name: z.string(),
  type: z.string(),
  location: z.string().nullish(),
  subscriptionId: z.string().nullish(),
  resourceGroup: z.string().nullish(),
  tags: z.record(z.string(), z.string().nullable()).nullish(),
}
