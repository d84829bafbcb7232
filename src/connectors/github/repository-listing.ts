/** The repositories and their files by REST, where GraphQL cannot be asked: several requests for each of them. */
import type { Known } from '../../model/index.ts'
import { unknown } from '../../model/index.ts'
import { AbsentError, AccessError, VendorError } from '../errors.ts'
import type { FileText, FoundFile, FoundRepository, RepositoryPage } from './found-repository.ts'
import { codeOwnersPaths } from './map/code-owners.ts'
import { giveUp } from './give-up.ts'
import { instantOf } from './place.ts'
import type { GithubContext } from './place.ts'
import { all, ask } from './read.ts'
import { counted, openBudget, take } from './repository-budget.ts'
import { askEach } from './repository-round.ts'
import { getContents, listContents, listRepositories } from './routes/repositories.ts'
import type { z } from 'zod'

type Row = z.infer<typeof listRepositories.schema>

/** Of the budget, so that the steps that follow have something left. */
const shareForLater = 0.4

export async function* repositoryListing(
  context: GithubContext,
  isKnown: (id: number) => boolean,
): AsyncGenerator<RepositoryPage> {
  const { login } = context.session.organization
  const rows = await all(context, listRepositories, { org: login, type: 'all' })
  openBudget(context, rows.length)
  const keep = Math.floor((context.session.facts.repositoryCalls ?? 0) * shareForLater)
  const unread = rows.filter(({ id }) => !isKnown(id))
  const workflows = new Map<Row, readonly FoundFile[]>()
  const owners = new Map<Row, FoundFile | null>()
  const texts = new Map<string, FileText>()
  const round = { items: unread, nameOf: ({ name }: Row) => `${login}/${name}`, what: 'Workflow files of', keep }
  const missed = await askEach(context, round, async (row, asker) => {
    workflows.set(row, await workflowsOf(asker, row.name))
    owners.set(row, await codeOwnersOf(asker, row.name, texts))
  })
  const filesOf = <T>(row: Row, found: ReadonlyMap<Row, T>): Known<T> =>
    found.get(row) ?? unknown(missed.get(row) ?? 'failed')
  const repositories = unread.map((row) => ({
    ...repositoryOf(row),
    workflows: missed.has(row) || workflows.has(row) ? filesOf(row, workflows) : [],
    codeOwners: owners.get(row) === null ? null : filesOf(row, owners),
  }))
  yield { repositories, texts: (files) => textsOf(context, files, texts, keep) }
}

function repositoryOf(row: Row): Omit<FoundRepository, 'workflows' | 'codeOwners'> {
  return {
    id: row.id,
    name: row.name,
    visibility: row.visibility ?? (row.private ? 'private' : 'public'),
    archived: row.archived ?? false,
    fork: row.fork,
    createdAt: instantOf(row.created_at),
    pushedAt: instantOf(row.pushed_at),
    defaultBranch: row.default_branch ?? null,
    deployKeys: unknown('not-collected'),
    environments: unknown('not-collected'),
    environmentCount: unknown('not-collected'),
    aiFiles: unknown('not-collected'),
  }
}

async function workflowsOf(context: GithubContext, repository: string): Promise<readonly FoundFile[]> {
  const rows = await contentsOf(context, repository, '.github/workflows', (data) =>
    Array.isArray(data) ? data.map((row) => listContents.schema.safeParse(row)) : [],
  )
  return (rows ?? []).flatMap(({ data }) =>
    data?.type === 'file' && /\.ya?ml$/i.test(data.name)
      ? [{ path: data.path, oid: data.sha, handle: `${repository}\n${data.path}`, bytes: data.size, binary: false }]
      : [],
  )
}

/** Finding the file is reading it. */
async function codeOwnersOf(
  context: GithubContext,
  repository: string,
  texts: Map<string, FileText>,
): Promise<FoundFile | null> {
  for (const path of codeOwnersPaths) {
    const read = await contentsOf(context, repository, path, (data) => getContents.schema.safeParse(data))
    if (read?.data === undefined) continue
    const { sha, size } = read.data
    texts.set(sha, textIn(read.data))
    return { path, oid: sha, handle: `${repository}\n${path}`, bytes: size, binary: false }
  }
  return null
}

/** Undefined: there is no such file or folder. */
async function contentsOf<T>(
  context: GithubContext,
  repository: string,
  path: string,
  read: (data: unknown) => T,
): Promise<T | undefined> {
  const owner = context.session.organization.login
  try {
    // Slashes of the path stay as they are: not every server takes them encoded.
    const encoded = path.split('/').map(encodeURIComponent).join('/')
    const answer = await ask(context, listContents, {
      path: `GET /repos/{owner}/{repo}/contents/${encoded}`,
      parameters: { owner, repo: repository },
    })
    if (typeof answer.data !== 'object' || answer.data === null)
      throw new VendorError(`GitHub’s answer to ${listContents.path} cannot be read: it is no JSON.`, listContents.path)
    return read(answer.data)
  } catch (error) {
    if (error instanceof AbsentError) return undefined
    throw error
  }
}

async function textsOf(
  context: GithubContext,
  files: readonly FoundFile[],
  known: ReadonlyMap<string, FileText>,
  keep: number,
): Promise<ReadonlyMap<string, FileText>> {
  const texts = new Map<string, FileText>()
  const patience = giveUp()
  for (const { oid, handle } of files) {
    const [repository = '', path = ''] = handle.split('\n')
    const text = known.get(oid) ?? patience.said() ?? (await textOf(context, repository, path, keep))
    if ('flaw' in text) patience.failed(text)
    else patience.answered()
    texts.set(oid, text)
  }
  return texts
}

async function textOf(context: GithubContext, repository: string, path: string, keep: number): Promise<FileText> {
  if (take(context, 1, keep) === 0)
    return { flaw: 'the tier core asks only so much; --tier creds reads it.', reason: 'not-collected' }
  try {
    const read = await contentsOf(counted(context), repository, path, (data) => getContents.schema.safeParse(data))
    if (read?.data !== undefined) return textIn(read.data)
    return { flaw: 'GitHub’s answer cannot be read', reason: 'failed' }
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError) || error.reason === 'throttled') throw error
    const permission = error instanceof AccessError ? { permission: error.permission } : {}
    return { flaw: error.message, reason: error.reason, ...permission }
  }
}

function textIn({ encoding, content }: z.infer<typeof getContents.schema>): FileText {
  if (encoding !== 'base64') return { flaw: 'GitHub gives no text of it', reason: 'failed' }
  return { text: Buffer.from(content, 'base64').toString('utf8') }
}
