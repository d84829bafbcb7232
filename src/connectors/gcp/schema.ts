import { z } from 'zod'
import { googleSettings } from '../shared/google/settings.ts'

const number = z.string().regex(/^\d+$/, 'That is no number of an organization or folder.')

/** Where agents can be: https://cloud.google.com/agent-builder/locations */
const agentLocations = (
  'us-central1 us-east1 us-east4 us-west1 northamerica-northeast2 southamerica-east1 europe-west1 europe-west2' +
  ' europe-west3 europe-west4 europe-west6 europe-west8 europe-southwest1 asia-east1 asia-east2 asia-northeast1' +
  ' asia-northeast3 asia-south1 asia-southeast1 asia-southeast2 australia-southeast2'
).split(' ')

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
  locations: z
    .array(z.string().regex(/^[a-z]+(?:-[a-z]+\d+)?$/, 'That is no location of Google’s.'))
    .default(agentLocations)
    .describe('Where agents of Vertex AI are looked for when Cloud Asset Inventory does not tell of them.'),
  ...googleSettings,
})
export type GcpConfig = z.infer<typeof GcpConfig>
