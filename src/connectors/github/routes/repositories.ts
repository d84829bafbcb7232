import { z } from 'zod'
import { route } from '../route.ts'

export const listRepositories = route({
  path: 'GET /orgs/{org}/repos',
  schema: z.object({
    id: z.int(),
    name: z.string().min(1),
    private: z.boolean(),
    visibility: z.enum(['public', 'private', 'internal']).optional(),
    archived: z.boolean().optional(),
    fork: z.boolean(),
    created_at: z.string().nullish(),
    pushed_at: z.string().nullish(),
    default_branch: z.string().nullish(),
  }),
  permission: 'metadata=read',
  scopes: [],
})

const contents = {
  path: 'GET /repos/{owner}/{repo}/contents/{path}',
  permission: 'contents=read',
  scopes: ['repo'],
  absent: true,
  perResource: true,
} as const

/** Of a folder. Answers 404 where there is none, and where the repository is empty. */
export const listContents = route({
  ...contents,
  schema: z.object({ type: z.string(), name: z.string(), path: z.string(), sha: z.string(), size: z.int() }),
})

/** Of a file, up to one megabyte in base64. */
export const getContents = route({
  ...contents,
  single: true,
  schema: z.object({
    type: z.literal('file'),
    sha: z.string(),
    size: z.int(),
    encoding: z.string(),
    content: z.string(),
  }),
})
