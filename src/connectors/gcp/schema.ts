import { z } from 'zod'
import { googleSettings } from '../shared/google/settings.ts'

const number = z.string().regex(/^\d+$/, 'That is no number of an organization or folder.')

/** The `gcp` section of muster.yaml. */
export const GcpConfig = z.strictObject({
  organizations: z
    .array(number)
    .default([])
    .describe('Which organizations are read, by number; with folders and projects empty too: every one in reach.'),
  folders: z.array(number).default([]).describe('Folders, by number.'),
  projects: z
    .array(z.string().regex(/^[a-z][a-z0-9.:-]{4,}[a-z0-9]$/, 'That is no id of a project.'))
    .default([])
    .describe('Projects, by id.'),
  ...googleSettings,
})
export type GcpConfig = z.infer<typeof GcpConfig>
