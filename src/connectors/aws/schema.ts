import { z } from 'zod'

const accountId = z.string().regex(/^\d{12}$/, 'An AWS account id has twelve digits.')

/** The `aws` section of muster.yaml. */
export const AwsConfig = z.strictObject({
  profile: z
    .string()
    .min(1)
    .optional()
    .describe('A profile of the shared AWS configuration; left out: the default chain.'),
  region: z
    .string()
    .regex(/^[a-z]{2,}(-[a-z]+)+-\d+$/, 'A region looks like eu-west-1.')
    .optional()
    .describe('The region to sign in to; it also selects the partition (China, GovCloud …).'),
  regions: z
    .union([z.literal('auto'), z.array(z.string()).min(1)])
    .default('auto')
    .describe('Where workloads and secrets are looked for: the enabled regions, or these.'),
  endpoint: z.url().optional().describe('One endpoint for every service, such as a local emulator.'),
  accounts: z
    .strictObject({
      include: z.array(accountId).default([]).describe('Only these accounts; empty: all.'),
      exclude: z.array(accountId).default([]).describe('Never these accounts.'),
    })
    .prefault({})
    .describe('Which accounts of the organization are read.'),
  organization: z
    .strictObject({
      roleName: z
        .string()
        .regex(/^[\w+=,.@/-]{1,512}$/)
        .default('MusterReadOnly')
        .describe('The role to assume in each account.'),
      externalIdEnv: z.string().min(1).optional().describe('The environment variable that holds the external id.'),
      managementOnly: z
        .boolean()
        .default(false)
        .describe('Read the organization and the own account, no member account.'),
    })
    .optional()
    .describe('Read every active account of the organization; left out: only the own account.'),
})
export type AwsConfig = z.infer<typeof AwsConfig>
