/** The repositories of an organization with what their default branches hold, by GraphQL: fifty to a question. */
import type { Known } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import { VendorError } from '../errors.ts'
import { blobReader } from './blob-texts.ts'
import type { FoundFile, FoundRepository, RepositoryPage } from './found-repository.ts'
import { graphql } from './graphql.ts'
import type { GraphqlError } from './graphql.ts'
import { askedOnce, askedPatiently, mayBeTooLarge } from './patient-graphql.ts'
import { fullName, instantOf } from './place.ts'
import type { GithubContext } from './place.ts'
import { aiPaths, indexNode, indexPage, repositoryIndexQuery } from './repository-queries.ts'
import type { BlobRow, IndexNode } from './repository-queries.ts'
import { codeOwnersPaths } from './map/code-owners.ts'

const sizes = [50, 25, 10, 5] as const

interface Cursor {
  readonly after: string | null
  readonly size: number
  /** Whether the connections that not everybody may see are asked for. */
  readonly keys: boolean
  readonly environments: boolean
}

/** Rejects where GraphQL is not there or may not be asked; what was yielded before stays good. */
export async function* repositoryIndex(context: GithubContext): AsyncGenerator<RepositoryPage> {
  const texts = blobReader(context)
  const seen = new Set<string>()
  let cursor: Cursor = { after: null, size: 0, keys: true, environments: true }
  for (;;) {
    const { page, errors, used } = await fitting(context, cursor)
    const { nodes, pageInfo } = page
    const narrower = withoutRefused(nodes, errors, used)
    if (narrower !== undefined) {
      cursor = narrower
      continue
    }
    const { endCursor } = pageInfo
    const isCircle = pageInfo.hasNextPage && endCursor !== null && seen.has(endCursor)
    if (isCircle) throw noWayOn()
    const repositories = nodes.flatMap((node, index) => foundIn(context, node, errorsOf(errors, index), used) ?? [])
    yield { repositories, texts }
    if (!pageInfo.hasNextPage) return
    if (endCursor === null) throw noWayOn()
    seen.add(endCursor)
    cursor = { ...used, after: endCursor }
  }
}

/** To end there would say that there are no more, and to ask again would never end: REST reads the rest. */
function noWayOn(): VendorError {
  return new VendorError('GitHub’s GraphQL interface has further repositories, and no way to them.', 'POST /graphql')
}

/** One page, of a size that is answered. */
async function fitting(context: GithubContext, cursor: Cursor) {
  const { login } = context.session.organization
  for (let { size } = cursor; ; size += 1) {
    const isLast = size >= sizes.length - 1
    const { after, keys, environments } = cursor
    try {
      const variables = { login, first: sizes[size], after, keys, environments }
      const asker = isLast ? askedPatiently(context) : askedOnce(context)
      const question = { query: repositoryIndexQuery, variables, schema: indexPage, permission: 'metadata=read' }
      const { data, errors } = await graphql(asker, question)
      if (data.organization !== null) return { page: data.organization.repositories, errors, used: { ...cursor, size } }
      const why = errors[0]?.message ?? 'no reason given'
      throw new VendorError(
        `GitHub’s GraphQL interface shows no organization ${login}: ${why}`,
        'POST /graphql',
        'denied',
      )
    } catch (error) {
      if (isLast || !mayBeTooLarge(error)) throw error
    }
  }
}

function errorsOf(
  errors: readonly GraphqlError[],
  index: number,
): readonly (GraphqlError & { readonly field: string })[] {
  const place = `organization.repositories.nodes.${index}`
  return errors.flatMap((error) =>
    error.path === place || error.path.startsWith(`${place}.`)
      ? [{ ...error, field: error.path.slice(place.length + 1).split('.')[0] ?? '' }]
      : [],
  )
}

/** What may not be seen of a repository takes all of it along where GraphQL promises it to be there. */
function withoutRefused(nodes: readonly unknown[], errors: readonly GraphqlError[], used: Cursor): Cursor | undefined {
  const lost = nodes.flatMap((node, index) => (node === null ? errorsOf(errors, index).map(({ field }) => field) : []))
  const keys = used.keys && !lost.includes('deployKeys')
  const environments = used.environments && !lost.includes('environments')
  return keys === used.keys && environments === used.environments ? undefined : { ...used, keys, environments }
}

type NodeErrors = ReturnType<typeof errorsOf>

function foundIn(context: GithubContext, row: unknown, errors: NodeErrors, used: Cursor): FoundRepository | undefined {
  const read = indexNode.safeParse(row)
  if (!read.success) {
    const name =
      typeof row === 'object' && row !== null && 'name' in row ? fullName(context, String(row.name)) : 'A repository'
    const [issue] = read.error.issues
    const why = errors[0]?.message ?? `${issue?.path.map(String).join('.') ?? 'it'}: ${issue?.message ?? 'unreadable'}`
    const reason = errors.some(({ type }) => type === 'FORBIDDEN') ? 'denied' : 'failed'
    context.gap({ reason, detail: `${name} of the index was not read: ${why}` })
    return undefined
  }
  const node = read.data
  for (const { field, message, type } of errors) {
    const reason = type === 'FORBIDDEN' ? 'denied' : 'failed'
    context.gap({ reason, detail: `${fullName(context, node.name)}: ${field || 'a part'} was not read: ${message}` })
  }
  return repositoryOf(context, node, errors, used)
}

function repositoryOf(context: GithubContext, node: IndexNode, errors: NodeErrors, used: Cursor): FoundRepository {
  /** `null` says that there is no such file only to who may see files. */
  const file = <Row, T>(field: string, row: Row | null | undefined, map: (row: Row) => T): Known<T> => {
    const error = errors.find((each) => each.field === field)
    if (error !== undefined) return unknown(error.type === 'FORBIDDEN' ? 'denied' : 'failed')
    if (row !== null && row !== undefined) return map(row)
    return node.visibility !== 'PUBLIC' && lacks(context, 'contents') ? unknown('denied') : null
  }
  const workflows = file('workflows', node.workflows, workflowsIn)
  return {
    id: node.databaseId,
    name: node.name,
    visibility: visibilities[node.visibility],
    archived: node.isArchived,
    fork: node.isFork,
    createdAt: instantOf(node.createdAt),
    pushedAt: instantOf(node.pushedAt),
    defaultBranch: node.defaultBranchRef?.name ?? null,
    deployKeys: deployKeysOf(context, node, used),
    ...environmentsOf(node, used),
    workflows: workflows === null ? [] : workflows,
    codeOwners: codeOwnersIn(node, file),
    aiFiles: aiFilesIn(node, file),
  }
}

const visibilities = { PUBLIC: 'public', PRIVATE: 'private', INTERNAL: 'internal' } as const

/** Known of apps only: of any other sign-in GitHub does not tell. */
function lacks({ session }: GithubContext, permission: string): boolean {
  const { granted } = session.evidence
  return granted !== undefined && granted[permission] === undefined
}

/** GitHub counts no keys for who may not administer the repository, which is no proof that there are none. */
function deployKeysOf(
  context: GithubContext,
  { deployKeys, viewerPermission }: IndexNode,
  used: Cursor,
): Known<number> {
  if (!used.keys || deployKeys === undefined) return unknown('denied')
  if (deployKeys.totalCount > 0) return deployKeys.totalCount
  const isApp = context.session.evidence.granted !== undefined
  const mayCount = isApp ? !lacks(context, 'administration') : viewerPermission === 'ADMIN'
  return mayCount ? 0 : unknown('denied')
}

function environmentsOf(
  { environments }: IndexNode,
  used: Cursor,
): Pick<FoundRepository, 'environments' | 'environmentCount'> {
  if (!used.environments || environments === undefined)
    return { environments: unknown('denied'), environmentCount: unknown('denied') }
  const names = (environments.nodes ?? []).flatMap((node) => node?.name ?? [])
  const isWhole = names.length === environments.totalCount
  return {
    environments: isWhole ? names.toSorted() : unknown('not-collected'),
    environmentCount: environments.totalCount,
  }
}

function workflowsIn({ entries }: NonNullable<IndexNode['workflows']>): readonly FoundFile[] {
  return (entries ?? []).flatMap(({ name, type, object }) =>
    type === 'blob' && /\.ya?ml$/i.test(name) ? (fileOf(`.github/workflows/${name}`, object) ?? []) : [],
  )
}

function fileOf(path: string, row: BlobRow | null | undefined): FoundFile | undefined {
  if (row?.oid === undefined || row.id === undefined) return undefined
  return { path, oid: row.oid, handle: row.id, bytes: row.byteSize ?? 0, binary: row.isBinary === true }
}

type ReadField = <Row, T>(field: string, row: Row | null | undefined, map: (row: Row) => T) => Known<T>

function codeOwnersIn(node: IndexNode, file: ReadField): Known<FoundFile> {
  const rows = [node.owners1, node.owners2, node.owners3]
  for (const [index, path] of codeOwnersPaths.entries()) {
    const found = file(`owners${index + 1}`, rows[index], (row) => fileOf(path, row) ?? null)
    if (found !== null) return found
  }
  return null
}

function aiFilesIn(node: IndexNode, file: ReadField): Known<readonly string[]> {
  const rows = [node.ai1, node.ai2, node.ai3, node.ai4, node.ai5, node.ai6, node.ai7, node.ai8]
  const found = aiPaths.map((path, index) => file(`ai${index + 1}`, rows[index], () => path))
  const missing = found.find((each) => typeof each === 'object' && each !== null)
  if (missing !== undefined && missing !== null && typeof missing === 'object') return missing
  return found.filter((each) => typeof each === 'string').toSorted()
}
