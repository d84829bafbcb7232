import { isKnown, unknown } from '../../../model/index.ts'
import type { Known } from '../../../model/index.ts'
import type { CodeOwnersRule } from '../../../model/facts/github.ts'
import type { StepMeta } from '../../contract.ts'
import { AccessError, VendorError } from '../../errors.ts'
import type { FileText, FoundFile, FoundRepository, RepositoryPage } from '../found-repository.ts'
import { readCodeOwners } from '../map/code-owners.ts'
import { maxBytes } from '../map/workflow-yaml.ts'
import { parseWorkflow } from '../map/workflow.ts'
import type { ParsedWorkflow } from '../map/workflow.ts'
import { collectMisses } from '../../shared/misses.ts'
import { fullName } from '../place.ts'
import type { GithubContext } from '../place.ts'
import { openBudget } from '../repository-budget.ts'
import { repositoryIndex } from '../repository-index.ts'
import { repositoryListing } from '../repository-listing.ts'
import { emitRepository } from '../repository-records.ts'
import type { ReadRepository } from '../repository-records.ts'
import { tellSeen } from '../seen-repositories.ts'
import type { IndexedRepository } from '../session.ts'

export const repositoriesMeta = {
  id: 'repositories',
  title: 'Repositories, their workflows and owners',
  tier: 'core',
  scopes: ['organization'],
  needs: ['metadata=read', 'contents=read'],
  emits: ['repositories', 'workflows', 'code-owners'],
  after: ['organization', 'members'],
} as const satisfies StepMeta

export async function repositories(context: GithubContext): Promise<void> {
  const found: IndexedRepository[] = []
  const reader = fileReader()
  const teams = new Set<string>()
  try {
    for await (const page of pagesOf(context, found)) {
      const stopped = await reader.read(page).then(
        () => undefined,
        (error: unknown) => ({ error }),
      )
      // That they are there is known, whatever became of their texts.
      for (const repository of page.repositories) {
        const read = reader.repository(context, repository)
        emitRepository(context, read, teams)
        found.push(indexedOf(read))
      }
      if (stopped !== undefined) throw stopped.error
    }
    keep(context, found)
    tellSeen(context, found.length)
  } catch (error) {
    // Those that were read are enough for the steps that follow; that they are not all is the gap of this one.
    if (found.length > 0) keep(context, found)
    throw error
  } finally {
    reader.tell(context)
  }
}

function keep(context: GithubContext, found: readonly IndexedRepository[]): void {
  const { facts } = context.session
  facts.repositories = found.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  if (facts.repositoryCalls === undefined) openBudget(context, found.length)
}

/** By GraphQL as far as it answers, the rest by REST. */
async function* pagesOf(context: GithubContext, found: readonly IndexedRepository[]): AsyncGenerator<RepositoryPage> {
  try {
    yield* repositoryIndex(context)
  } catch (error) {
    if (!(error instanceof AccessError || error instanceof VendorError) || error.reason === 'throttled') throw error
    context.gap({
      reason: error.reason,
      detail: `GraphQL gave no index, so that REST was asked, and files that set up AI tools were not looked for: ${error.message}`,
      ...(error instanceof AccessError ? { permission: error.permission } : {}),
    })
    const known = new Set(found.map(({ id }) => id))
    yield* repositoryListing(context, (id) => known.has(id))
  }
}

function filesOf({ workflows, codeOwners }: FoundRepository): readonly FoundFile[] {
  return [...(isKnown(workflows) ? workflows : []), ...(isKnown(codeOwners) ? [codeOwners] : [])]
}

type Flaw = Extract<FileText, { flaw: string }>

/** Reads each text once, however many repositories have it, and keeps what it says in place of the text. */
function fileReader() {
  const parsed = new Map<string, ParsedWorkflow | Flaw>()
  const owners = new Map<string, readonly CodeOwnersRule[] | Flaw>()
  const misses = collectMisses()

  async function read(page: RepositoryPage): Promise<void> {
    const isRead = (file: FoundFile): boolean => (isCodeOwners(file) ? owners : parsed).has(file.oid)
    const files = page.repositories.flatMap(filesOf).filter((file) => !isRead(file) && !oversized(file))
    const texts = await page.texts([...new Map(files.map((file) => [file.oid, file])).values()])
    for (const file of files) {
      if (isRead(file)) continue
      const text = texts.get(file.oid) ?? { flaw: 'GitHub gives no text of it', reason: 'failed' }
      if (isCodeOwners(file)) owners.set(file.oid, 'flaw' in text ? text : readCodeOwners(text.text))
      else parsed.set(file.oid, 'flaw' in text ? text : flawed(parseWorkflow(text.text)))
    }
  }

  function repository(context: GithubContext, found: FoundRepository): ReadRepository {
    const of = <T extends object>(
      file: FoundFile,
      known: ReadonlyMap<string, T | Flaw>,
    ): T | { because: Flaw['reason'] } => {
      const entry = oversized(file) ?? known.get(file.oid)
      if (entry !== undefined && !('flaw' in entry)) return entry
      const why = entry ?? { flaw: 'the step ended before it was its turn', reason: 'not-collected' }
      const { flaw: detail, ...rest } = why
      misses.add(`${fullName(context, found.name)}/${file.path}`, { ...rest, detail })
      return { because: why.reason }
    }
    const rules = isKnown(found.codeOwners) ? of(found.codeOwners, owners) : found.codeOwners
    const files = isKnown(found.workflows) ? found.workflows : []
    return {
      found,
      codeOwners: rulesIn(rules),
      workflows: files.map((file) => ({ file, parsed: of(file, parsed) })),
    }
  }

  return { read, repository, tell: (context: GithubContext) => misses.tell(context, 'The files') }
}

function rulesIn(
  rules: Known<readonly CodeOwnersRule[] | { because: Flaw['reason'] }>,
): Known<readonly CodeOwnersRule[]> {
  if (!isKnown(rules)) return rules ?? null
  return 'because' in rules ? unknown(rules.because) : rules
}

function isCodeOwners({ path }: FoundFile): boolean {
  return path.endsWith('CODEOWNERS')
}

function oversized({ bytes, binary }: FoundFile): Flaw | undefined {
  if (bytes > maxBytes) return { flaw: `it is larger than ${maxBytes / 1024} KiB`, reason: 'failed' }
  return binary ? { flaw: 'it is no text', reason: 'failed' } : undefined
}

function flawed(parsed: ReturnType<typeof parseWorkflow>): ParsedWorkflow | Flaw {
  return 'flaw' in parsed ? { ...parsed, reason: 'failed' } : parsed
}

function indexedOf({ found, workflows }: ReadRepository): IndexedRepository {
  return {
    id: found.id,
    name: found.name,
    archived: found.archived,
    deployKeys: found.deployKeys,
    environments: found.environmentCount,
    workflows: workflows.map(({ file, parsed }) => ({
      path: file.path,
      triggers: 'because' in parsed ? unknown(parsed.because) : parsed.triggers,
      jobs: 'because' in parsed ? unknown(parsed.because) : parsed.jobs,
    })),
    workflowsUnknown: !isKnown(found.workflows) && found.workflows !== null,
  }
}
