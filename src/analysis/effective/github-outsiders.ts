/** Which workflows people from outside can start, how much they then decide, and which tokens the runs get. */
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import type { EnvironmentFacts, WorkflowFacts, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import type { RepositoryMinter } from './github-minters.ts'
import { environmentNamed } from './github-minters.ts'
import type { Occasion, Token } from './github-subjects.ts'
import { tokenOf } from './github-subjects.ts'
import { heldToInsiders } from './github-workflows.ts'

/**
 * Events that anybody with an account sets off in a public repository, and whose runs get the secrets and tokens of the
 * repository. A `pull_request` of a fork gets neither.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows
 */
const outsiderEvents: { readonly [event: string]: string } = {
  pull_request_target: 'opens a pull request',
  issues: 'opens an issue',
  issue_comment: 'comments on an issue or a pull request',
  discussion: 'opens a discussion',
  discussion_comment: 'comments on a discussion',
  commit_comment: 'comments on a commit',
  fork: 'forks the repository',
  watch: 'stars the repository',
  gollum: 'edits the wiki',
  workflow_run: 'opens a pull request, whose checks start it',
}

/** What nobody read, and on which it hangs whether outsiders bring the event about. */
const doubts: { readonly [event: string]: string } = {
  // Unless somebody opens it, only collaborators edit the wiki of a public repository.
  gollum: 'whether everybody may edit the wiki',
  workflow_run: 'whether outsiders start the workflows that it waits for',
}

export interface OutsideStart {
  readonly event: string
  /** What somebody does, to go on from "who". */
  readonly deed: string
  /** What was not read: the start is possible, no more. */
  readonly missing: readonly string[]
  readonly conditions: readonly string[]
}

/** Those that are sure come first. */
export function outsideStarts(triggers: readonly WorkflowTrigger[]): readonly OutsideStart[] {
  return triggers
    .flatMap(({ event, types }) => {
      const deed = outsiderEvents[event]
      if (deed === undefined || heldToInsiders(types)) return []
      const doubt = doubts[event]
      return [{ event, deed, missing: doubt === undefined ? [] : [doubt], conditions: [] }]
    })
    .toSorted((a, b) => a.missing.length - b.missing.length)
}

/** code: what is run comes from outside, or words from outside stand in a script · start: only that it runs. */
export type Say = 'code' | 'start'

export function sayOf({ checksOut, injections }: WorkflowJob): Say {
  return checksOut !== undefined || injections.length > 0 ? 'code' : 'start'
}

/** Runs of forks get neither secrets nor tokens, but they run what is proposed, and where it says. */
export const forkEvent = 'pull_request'

/**
 * How somebody outside makes the job run code of theirs. Of forks GitHub lets somebody approve what newcomers propose,
 * unless it is told to ask for more or less:
 * https://docs.github.com/en/actions/how-tos/manage-workflow-runs/approve-runs-from-forks
 */
export function codeStart(triggers: readonly WorkflowTrigger[], job: WorkflowJob): OutsideStart | undefined {
  const [start] = sayOf(job) === 'code' ? outsideStarts(triggers) : []
  if (start !== undefined) return start
  if (!triggers.some(({ event, types }) => event === forkEvent && !heldToInsiders(types))) return undefined
  const approval = 'a run of a fork needs no approval, or somebody approves it: GitHub asks for one of newcomers'
  return { event: forkEvent, deed: 'opens a pull request', missing: [], conditions: [approval] }
}

export interface RunToken {
  readonly occasion: Occasion
  readonly token: Token
  /** What was not read, or is decided by the run: the path is possible, no more. */
  readonly missing: readonly string[]
}

/** The tokens of a job's runs that an outsider starts; none where somebody of the organization has to approve first. */
export function tokensOf(
  view: View,
  workflow: Identity,
  job: WorkflowJob,
  minter: RepositoryMinter,
): readonly RunToken[] {
  const { defaultBranch } = minter.facts
  if (!isKnown<string>(defaultBranch)) return []
  const { path } = workflow.facts as WorkflowFacts
  const ref = `refs/heads/${defaultBranch}`
  const made = (occasion: Occasion, missing: readonly string[]): RunToken => ({
    occasion,
    token: tokenOf(minter, occasion, { path, ref }),
    missing,
  })
  // Of all these events the runs belong to the default branch.
  const branch = { kind: 'branch', name: defaultBranch } as const
  if (job.environment === null) return [made(branch, [])]
  if (!isKnown<string>(job.environment))
    return [made(branch, [`the environment of the job ${job.name}, which the run decides`])]
  const name = job.environment
  const environment = environmentNamed(view, workflow.scope, minter, name)
  const reviewers = environment && (environment.facts as EnvironmentFacts).reviewers
  if (isKnown<number>(reviewers) && reviewers > 0) return []
  // An environment that is not there comes into being with the run, without any protection.
  const unread =
    environment === undefined ? view.gap('github.environments', workflow.scope) !== undefined : isUnknown(reviewers)
  return [
    made({ kind: 'environment', name, ref }, unread ? [`whether the environment ${name} asks for reviewers`] : []),
  ]
}

/** Guards are read as far as knowing that there is one: whether it holds, only the expression tells. */
export function guardWords({ name, guarded }: WorkflowJob): readonly string[] {
  return guarded ? [`the condition of the job ${name} lets the run pass`] : []
}
