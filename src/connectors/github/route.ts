/** Routes of the REST API as data: what is asked, which permission it takes, and the fields that are read of the answer. */
import type { paths } from '@octokit/openapi-types'
import type { z } from 'zod'

/** Something that not every plan or installation of GitHub has. */
export type Feature =
  /** Only on github.com, never on Enterprise Server. */
  | 'cloud'
  /** Only in an organization of an enterprise on github.com. */
  | 'enterprise-cloud'
  /** Only with single sign-on by SAML. */
  | 'saml'
  | 'copilot'
  | 'secret-protection'

/** Routes that GitHub's description of github.com has, and those that it lacks. */
type RoutePath = `GET ${keyof paths}` | 'GET /orgs/{org}/credential-authorizations' | 'POST /graphql'

export interface Route<Row> {
  /** `GET /orgs/{org}/installations`, as GitHub's own description writes it; also the name it is counted under. */
  readonly path: RoutePath
  /** The property of the answer that holds the rows; left out: the answer is the list, or with `single` the one row. */
  readonly rows?: string
  readonly single?: true
  /** Names every field that is read. What is not named goes no further than this. */
  readonly schema: z.ZodType<Row>
  /** `organization_administration=read`: as the header X-Accepted-GitHub-Permissions says it; '' where none is needed. */
  readonly permission: string
  /** Any of these scopes opens it to a classic token; none: a classic token cannot ask at all. */
  readonly scopes: readonly string[]
  /** Rows of a page at most: https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
  readonly perPage?: number
  readonly feature?: Feature
  /** Only a GitHub App may ask. */
  readonly appOnly?: true
  /** 404 says that there is none: nothing is hidden behind it. */
  readonly absent?: true
  /** A refusal tells of one repository only. */
  readonly perResource?: true
}

/** Says of a route what `Row` is by its schema. */
export function route<Row>(given: Route<Row>): Route<Row> {
  return given
}
