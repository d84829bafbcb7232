/** The questions to GraphQL by which repositories and their files are found. Each page of fifty costs one point or two. */
import { z } from 'zod'

/**
 * Blobs come without their text, which is what makes this query time out: texts follow by their ids, each text once.
 * HEAD is the default branch. Connections that not everybody may see are left out once they were refused, since they
 * take the whole repository with them.
 */
export const repositoryIndexQuery = `query RepositoryIndex($login: String!, $first: Int!, $after: String, $keys: Boolean!, $environments: Boolean!) {
  organization(login: $login) {
    repositories(first: $first, after: $after, orderBy: { field: NAME, direction: ASC }) {
      pageInfo { hasNextPage endCursor }
      nodes {
        databaseId
        name
        visibility
        isArchived
        isFork
        createdAt
        pushedAt
        viewerPermission
        defaultBranchRef { name }
        deployKeys(first: 1) @include(if: $keys) { totalCount }
        environments(first: 100) @include(if: $environments) { totalCount nodes { name } }
        workflows: object(expression: "HEAD:.github/workflows") {
          ... on Tree { entries { name type object { ... on Blob { id oid byteSize isBinary } } } }
        }
        owners1: object(expression: "HEAD:.github/CODEOWNERS") { ... on Blob { id oid byteSize isBinary } }
        owners2: object(expression: "HEAD:CODEOWNERS") { ... on Blob { id oid byteSize isBinary } }
        owners3: object(expression: "HEAD:docs/CODEOWNERS") { ... on Blob { id oid byteSize isBinary } }
        ai1: object(expression: "HEAD:.mcp.json") { oid }
        ai2: object(expression: "HEAD:.vscode/mcp.json") { oid }
        ai3: object(expression: "HEAD:.cursor") { oid }
        ai4: object(expression: "HEAD:.claude") { oid }
        ai5: object(expression: "HEAD:AGENTS.md") { oid }
        ai6: object(expression: "HEAD:CLAUDE.md") { oid }
        ai7: object(expression: "HEAD:.github/agents") { oid }
        ai8: object(expression: "HEAD:.github/copilot-instructions.md") { oid }
      }
    }
  }
}`

/** In the order of the query's names. */
export const aiPaths = [
  '.mcp.json',
  '.vscode/mcp.json',
  '.cursor',
  '.claude',
  'AGENTS.md',
  'CLAUDE.md',
  '.github/agents',
  '.github/copilot-instructions.md',
] as const

export const blobTextsQuery = `query BlobTexts($ids: [ID!]!) {
  nodes(ids: $ids) {
    ... on Blob { id isBinary isTruncated text }
  }
}`

export const indexPage = z.object({
  organization: z
    .object({
      repositories: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(z.unknown()),
      }),
    })
    .nullable(),
})

const blob = z.object({
  id: z.string().optional(),
  oid: z.string().optional(),
  byteSize: z.int().optional(),
  isBinary: z.boolean().nullish(),
})
export type BlobRow = z.infer<typeof blob>

const there = z.object({}).nullish()

export const indexNode = z.object({
  databaseId: z.int(),
  name: z.string().min(1),
  visibility: z.enum(['PUBLIC', 'PRIVATE', 'INTERNAL']),
  isArchived: z.boolean(),
  isFork: z.boolean(),
  createdAt: z.string(),
  pushedAt: z.string().nullish(),
  viewerPermission: z.string().nullish(),
  defaultBranchRef: z.object({ name: z.string() }).nullish(),
  deployKeys: z.object({ totalCount: z.int() }).optional(),
  environments: z
    .object({ totalCount: z.int(), nodes: z.array(z.object({ name: z.string() }).nullable()).nullish() })
    .optional(),
  workflows: z
    .object({ entries: z.array(z.object({ name: z.string(), type: z.string(), object: blob.nullish() })).nullish() })
    .nullish(),
  owners1: blob.nullish(),
  owners2: blob.nullish(),
  owners3: blob.nullish(),
  ai1: there,
  ai2: there,
  ai3: there,
  ai4: there,
  ai5: there,
  ai6: there,
  ai7: there,
  ai8: there,
})
export type IndexNode = z.infer<typeof indexNode>

export const blobTexts = z.object({
  nodes: z.array(
    z
      .object({
        id: z.string().optional(),
        isBinary: z.boolean().nullish(),
        isTruncated: z.boolean().optional(),
        text: z.string().nullish(),
      })
      .nullable(),
  ),
})
