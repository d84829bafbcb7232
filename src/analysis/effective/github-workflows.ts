/** What strangers can make of a workflow: who sets it off, and what a job of it is worth to them. */
import type { View } from '../../inventory/view.ts'
import type { Identity, Known } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import type { UsedAction, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import { actionsPolicyFacts, repositoryFacts, workflowFacts } from './github-facts.ts'
import { repositoryOf } from './github-repositories.ts'

/**
 * Events that people without any right in a repository bring about, and whose runs nevertheless get its secrets and its
 * token: https://docs.github.com/en/actions/reference/security/securely-using-pull_request_target
 */
const strangersEvents = new Set([
  'pull_request_target',
  'issue_comment',
  'issues',
  'discussion',
  'discussion_comment',
  'workflow_run',
])

/** Only who may triage or write sets labels, assigns people, locks, pins and the like. */
const insidersTypes = new Set([
  'labeled',
  'unlabeled',
  'assigned',
  'unassigned',
  'milestoned',
  'demilestoned',
  'locked',
  'unlocked',
  'pinned',
  'unpinned',
  'transferred',
])

export function strangersTriggers(triggers: readonly WorkflowTrigger[]): readonly string[] {
  return triggers
    .filter(({ event, types }) => strangersEvents.has(event) && !heldToInsiders(types))
    .map(({ event }) => event)
    .toSorted()
}

/** Every kind of the event that starts the workflow takes somebody with a right in the repository. */
export function heldToInsiders(types: readonly string[] | undefined): boolean {
  return types !== undefined && types.length > 0 && types.every((type) => insidersTypes.has(type))
}

export interface JobWorth {
  /** What there is to take: `secrets NPM_TOKEN`, `OIDC tokens`, `a token that may write`, `a runner of one's own`. */
  readonly prizes: readonly string[]
  /** The only prize is a token that may write if the settings, which were not read, say so. */
  readonly unsure: boolean
}

export function worthOf(job: WorkflowJob, workflow: Identity, view: View): JobWorth {
  const writes = tokenWrites(job, workflow, view)
  const prizes = [
    ...(job.secrets.length > 0 ? [`secrets ${job.secrets.join(', ')}`] : []),
    ...(job.inheritsSecrets ? ['every secret, handed on'] : []),
    ...(job.idToken ? ['OIDC tokens'] : []),
    ...(job.selfHosted ? ['a self-hosted runner'] : []),
  ]
  const token = writes === false ? [] : ['a token that may write']
  return { prizes: [...prizes, ...token], unsure: prizes.length === 0 && isUnknown(writes) }
}

/** Where neither job nor workflow says what the token may, the repository's setting does, else the organization's. */
function tokenWrites(job: WorkflowJob, workflow: Identity, view: View): Exclude<Known<boolean>, null> {
  const { permissions } = job
  if (permissions === 'write-all') return true
  if (permissions === 'read-all') return false
  if (permissions !== 'default')
    return Object.entries(permissions).some(([name, level]) => name !== 'id-token' && level === 'write')
  const policies = view.once('github token policies', () => [...view.resources({ kind: 'actions-policy' })])
  const { repositoryId } = workflowFacts(workflow)
  const own = policies.map(actionsPolicyFacts).find((each) => each.repositoryId === repositoryId)
  const setting = own ?? policies.map(actionsPolicyFacts).find((each) => each.level === 'organization')
  const level = setting?.defaultWorkflowPermissions
  return isKnown(level) ? level === 'write' : { unknown: isUnknown(level) && level ? level.unknown : 'not-collected' }
}

/** Strangers can open pull requests and issues only where they can see the repository; unknown counts as public. */
export function isOpenToStrangers(workflow: Identity, view: View): boolean {
  const repository = repositoryOf(workflowFacts(workflow), view)
  return repository === undefined || repositoryFacts(repository).visibility === 'public'
}

/** The actions and reusable workflows of a job that others may change between two runs. */
export function changeableActions(job: WorkflowJob, workflow: Identity): readonly UsedAction[] {
  const [owner = ''] = workflowFacts(workflow).repository.toLowerCase().split('/')
  return [...job.actions, ...called(job)].filter(({ uses, pinned }) => !pinned && isForeign(uses.toLowerCase(), owner))
}

function called(job: WorkflowJob): readonly UsedAction[] {
  return job.calls === undefined ? [] : [{ uses: job.calls, pinned: /@[\da-f]{40}$/i.test(job.calls), line: 0 }]
}

/** GitHub's own actions come from who runs the job anyway; local ones and those of the owner are under review at home. */
function isForeign(uses: string, owner: string): boolean {
  if (uses.startsWith('./')) return false
  if (uses.startsWith('docker://')) return !uses.includes(`/${owner}/`)
  return !['actions', 'github', owner].includes(uses.slice(0, uses.indexOf('/')))
}
