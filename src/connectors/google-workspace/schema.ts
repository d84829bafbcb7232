import { z } from 'zod'
import { googleSettings } from '../shared/google/settings.ts'

/** The `google-workspace` section of muster.yaml. */
export const WorkspaceConfig = z.strictObject({
  customer: z
    .string()
    .regex(/^(?:my_customer|C\w+)$/, 'That is no customer id: C0…, or my_customer.')
    .default('my_customer')
    .describe(
      'The customer id (Admin console: Account settings); a service account that holds the admin role itself needs it.',
    ),
  subject: z
    .string()
    .regex(/^[^\s@]+@[^\s@]+$/, 'That is no e-mail address.')
    .optional()
    .describe(
      'The administrator whom the service account speaks for, by domain-wide delegation; left out: it speaks for itself.',
    ),
  delegations: z
    .string()
    .min(1)
    .optional()
    .describe('A file with the list of domain-wide delegation, as the Admin console shows it: no API has it.'),
  ...googleSettings,
})
export type WorkspaceConfig = z.infer<typeof WorkspaceConfig>
