/** Records of a repository and of its workflows. */
import type { CodeOwnersRule, RepositoryFacts, WorkflowFacts, WorkflowJob } from '../../model/facts/github.ts'
import { entityId, isKnown, unknown } from '../../model/index.ts'
import type { AiFacet, GapReason, Known } from '../../model/index.ts'
import { aiOfAction } from './ai.ts'
import { classWith } from '../shared/ai-facets.ts'
import type { FoundFile, FoundRepository } from './found-repository.ts'
import { ownersOf, ownersOfAll } from './map/code-owners.ts'
import type { ParsedWorkflow } from './map/workflow.ts'
import { emitOwner, emitTeam } from './owners.ts'
import { fullName, idOf, placeOf, untold } from './place.ts'
import type { GithubContext } from './place.ts'

export interface ReadRepository {
  readonly found: FoundRepository
  readonly codeOwners: Known<readonly CodeOwnersRule[]>
  readonly workflows: readonly ReadWorkflow[]
}

export interface ReadWorkflow {
  readonly file: FoundFile
  readonly parsed: ParsedWorkflow | { readonly because: GapReason }
}

export function emitRepository(context: GithubContext, read: ReadRepository, teams: Set<string>): void {
  const { found, codeOwners } = read
  const id = idOf(context, 'repository', found.id)
  const name = fullName(context, found.name)
  const facts: RepositoryFacts = {
    repositoryId: found.id,
    visibility: found.visibility,
    archived: found.archived,
    fork: found.fork,
    createdAt: found.createdAt,
    pushedAt: found.pushedAt,
    defaultBranch: found.defaultBranch,
    deployKeys: found.deployKeys,
    environments: found.environments,
    workflows: isKnown(found.workflows) ? found.workflows.map(({ path }) => path).toSorted() : found.workflows,
    codeOwners,
    aiFiles: found.aiFiles,
    // The step `properties` adds them.
    tags: unknown('not-collected'),
  }
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'repository', nativeId: name, name, facts })
  const rules = isKnown(codeOwners) ? codeOwners : []
  for (const owner of ownersOfAll(rules)) emitOwnerOf(context, owner, id, read, teams)
  for (const workflow of read.workflows) {
    const workflowId = emitWorkflow(context, found, workflow)
    for (const owner of ownersOf(workflow.file.path, rules)) emitOwnerOf(context, owner, workflowId, read, teams)
  }
}

function emitOwnerOf(
  context: GithubContext,
  owner: string,
  to: string,
  { found }: ReadRepository,
  teams: Set<string>,
): void {
  const path = isKnown(found.codeOwners) ? found.codeOwners.path : 'CODEOWNERS'
  emitTeam(context, owner, teams)
  emitOwner(context, owner, to, { source: `${fullName(context, found.name)}/${path}`, detail: owner })
}

function emitWorkflow(context: GithubContext, repository: FoundRepository, { file, parsed }: ReadWorkflow): string {
  const id = idOf(context, 'workflow', `${repository.id}/${file.path}`)
  const name = `${fullName(context, repository.name)}/${file.path}`
  const facts: WorkflowFacts = {
    repository: fullName(context, repository.name),
    repositoryId: repository.id,
    path: file.path,
    blob: file.oid,
    triggers: 'because' in parsed ? unknown(parsed.because) : parsed.triggers,
    jobs: 'because' in parsed ? unknown(parsed.because) : parsed.jobs,
  }
  const ai = 'because' in parsed ? undefined : aiOfJobs(parsed.jobs)
  context.emit({
    type: 'identity',
    id,
    ...placeOf(context),
    ...untold,
    kind: 'workflow',
    nativeId: name,
    // Short enough for a row of a table; the path between is the same for all.
    name: `${repository.name}/${file.path.split('/').at(-1)}`,
    // GitHub tells both of the workflow's page only, which would be a request for each.
    createdAt: unknown('not-collected'),
    enabled: repository.archived ? false : unknown('not-collected'),
    class: classWith(ai, 'machine'),
    ...(ai === undefined ? {} : { ai }),
    facts,
  })
  context.emit({
    type: 'edge',
    kind: 'stored-in',
    from: id,
    to: idOf(context, 'repository', repository.id),
    evidence: [{ source: name }],
  })
  if (!('because' in parsed)) emitRoles(context, id, name, parsed.jobs)
  return id
}

/** The roles of AWS that its jobs name: whether they let it in, their trust policies say. */
function emitRoles(context: GithubContext, from: string, name: string, jobs: readonly WorkflowJob[]): void {
  for (const { name: job, cloudLogins } of jobs) {
    for (const { cloud, with: how, identity, line } of cloudLogins) {
      const account = isKnown<string>(identity) ? /^arn:[^:]+:iam::(\d{12}):role\/./.exec(identity)?.[1] : undefined
      if (cloud !== 'aws' || how !== 'oidc' || account === undefined || !isKnown<string>(identity)) continue
      context.emit({
        type: 'edge',
        kind: 'delegates-to',
        from,
        to: entityId('aws', account, 'iam-role', identity),
        via: job,
        level: 'configured',
        evidence: [{ source: name, detail: `line ${line}` }],
      })
    }
  }
}

/** The surest sign of its actions. */
function aiOfJobs(jobs: readonly WorkflowJob[]): AiFacet | undefined {
  const signs = jobs.flatMap(({ actions }) => actions.flatMap(({ uses }) => aiOfAction(uses) ?? []))
  return signs.toSorted((a, b) => b.confidence - a.confidence)[0]
}
