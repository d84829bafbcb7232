/** The organizations of an enterprise, which only GraphQL lists. */
import { z } from 'zod'
import { VendorError } from '../errors.ts'
import { graphql } from './graphql.ts'
import type { Asker } from './read.ts'

export const organizationsQuery = `query ($slug: String!, $after: String) {
  enterprise(slug: $slug) {
    organizations(first: 100, after: $after) {
      pageInfo { hasNextPage endCursor }
      nodes { login }
    }
  }
}`

const answer = z.object({
  enterprise: z
    .object({
      organizations: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(z.object({ login: z.string() }).nullable()),
      }),
    })
    .nullable(),
})

type Read = { readonly data: z.infer<typeof answer> }

/** Takes a token of the enterprise with `read:enterprise`; apps of an organization may not ask. */
export async function enterpriseOrganizations(asker: Asker, slug: string): Promise<readonly string[]> {
  const logins: string[] = []
  let after: string | null = null
  for (;;) {
    const found: Read = await graphql(asker, {
      query: organizationsQuery,
      variables: { slug, after },
      schema: answer,
      permission: 'read:enterprise',
    })
    const { enterprise } = found.data
    if (enterprise === null)
      throw new VendorError(`GitHub shows no enterprise ${slug} to this sign-in.`, 'POST /graphql', 'denied')
    const { nodes, pageInfo } = enterprise.organizations
    logins.push(...nodes.flatMap((node) => node?.login ?? []))
    if (!pageInfo.hasNextPage || pageInfo.endCursor === null) return logins
    after = pageInfo.endCursor
  }
}
