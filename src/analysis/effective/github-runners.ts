/** Which runner scale sets in clusters the jobs of a workflow can run on, and what their code becomes there. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Gap, Identity, Known, Resource } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { WorkflowFacts, WorkflowJob } from '../../model/facts/github.ts'
import { chained } from './aws-reach/paths.ts'
import { runnerGroupFacts } from './github-facts.ts'
import { minterOf, organizationOf, repositoryById } from './github-minters.ts'
import type { RepositoryMinter } from './github-minters.ts'
import { clusterScopes, pathsOfPod, podOf, runnerSets } from './kubernetes-runners.ts'
import type { PodPath, RunnerPod, RunnerSet } from './kubernetes-runners.ts'

/** A scale set that takes the job. */
export interface JobRunners {
  readonly set: RunnerSet
  /** What was not read, and on which it hangs: the job may run there, no more. */
  readonly missing: readonly string[]
}

/** In order of id. */
export function runnersFor(
  view: View,
  workflow: Identity,
  job: WorkflowJob,
  minter: RepositoryMinter,
): readonly JobRunners[] {
  // Whoever runs where GitHub says runs on none of these; a job that calls a workflow runs nothing itself.
  if (!job.selfHosted || job.calls !== undefined) return []
  return runnerSets(view).flatMap((set): readonly JobRunners[] => {
    const tests = [servesRepository(set, minter), takesLabels(set, job), groupAdmits(view, workflow, set, minter)]
    if (set.facts.maxRunners === 0 || tests.includes(undefined)) return []
    return [{ set, missing: tests.flatMap((missing) => missing ?? []) }]
  })
}

/** What was not read of it; undefined: it is not so. */
type Test = readonly string[] | undefined

/** `github.com/acme/api`, `github.com/acme`, `github.com/enterprises/acme`, without regard to case as GitHub has it. */
function servesRepository({ resource, facts }: RunnerSet, { issuer, owner, repository }: RepositoryMinter): Test {
  if (!isKnown<string>(facts.serves)) return [`whose jobs the runners of ${resource.name} take`]
  const [host = '', ...path] = facts.serves.toLowerCase().split('/')
  if (host !== hostOf(issuer).toLowerCase()) return undefined
  const [first = '', second] = path
  if (first === 'enterprises' && second !== undefined) {
    const own = enterpriseOf(issuer)
    if (own !== undefined) return own.toLowerCase() === second ? [] : undefined
    return [`whether ${owner} belongs to the enterprise ${second}, whose jobs the runners of ${resource.name} take`]
  }
  if (first !== owner.toLowerCase()) return undefined
  return second === undefined || second === repository.toLowerCase() ? [] : undefined
}

/** Where people see what signs tokens as this: the other way round than the connector of GitHub works the issuer out. */
function hostOf(issuer: string): string {
  if (issuer.startsWith(publicIssuer)) return 'github.com'
  return issuer.replace(/^token\.actions\./, '').replace(/\/.*$/, '')
}

const publicIssuer = 'token.actions.githubusercontent.com'

/** https://docs.github.com/en/actions/reference/security/oidc#switching-to-a-unique-token-url */
function enterpriseOf(issuer: string): string | undefined {
  return issuer.startsWith(`${publicIssuer}/`) ? issuer.slice(publicIssuer.length + 1) : undefined
}

/**
 * A runner takes a job whose labels it has, all of them. Scale sets have their name and what labels they are given, and not
 * `self-hosted`: https://docs.github.com/en/actions/how-tos/manage-runners/use-actions-runner-controller/use-arc-in-a-workflow
 */
function takesLabels({ facts }: RunnerSet, { name, runsOn }: WorkflowJob): Test {
  if (runsOn.length === 0) return undefined
  const own = new Set([facts.scaleSet, ...facts.labels].map((label) => label.toLowerCase()))
  const unclear = runsOn.some((label) => label.includes('${{'))
  const plain = runsOn.filter((label) => !label.includes('${{'))
  const group = plain.find((label) => label.startsWith(groupPrefix))?.slice(groupPrefix.length)
  if (group !== undefined && !isGroup(facts.runnerGroup, group)) return undefined
  const labels = plain.filter((label) => !label.startsWith(groupPrefix))
  if (!labels.every((label) => own.has(label.toLowerCase()))) return undefined
  return unclear ? [`on which runners the job ${name} runs, which the run decides`] : []
}

/** As the connector of GitHub writes down `runs-on: { group: … }`. */
const groupPrefix = 'group: '
const defaultGroup = 'default'

function isGroup(own: RunnerSet['facts']['runnerGroup'], name: string): boolean {
  return (isKnown<string>(own) ? own : defaultGroup).toLowerCase() === name.toLowerCase()
}

/** Runners of a single repository are in no group; of an organization their group says which repositories they are for. */
function groupAdmits(view: View, workflow: Identity, { facts }: RunnerSet, minter: RepositoryMinter): Test {
  const [, first, second] = isKnown<string>(facts.serves) ? facts.serves.split('/') : []
  if (second !== undefined && first?.toLowerCase() !== 'enterprises') return []
  const groups = groupsOf(view, workflow.scope)
  const group = isKnown<string>(facts.runnerGroup)
    ? groups.find(({ name }) => isGroup(facts.runnerGroup, name))
    : groups.find((each) => runnerGroupFacts(each).isDefault)
  const called = `the runner group ${isKnown<string>(facts.runnerGroup) ? facts.runnerGroup : 'Default'}`
  return group === undefined ? [`for which repositories ${called} is`] : admits(group, called, workflow, minter)
}

function groupsOf(view: View, scope: string): readonly Resource[] {
  return view.once(`github runner groups ${scope}`, () => [...view.resources({ kind: 'runner-group', scope })])
}

/** Scale sets of the whole organization that are in the group; those of an enterprise may be in one that is called alike. */
export function setsInGroup(view: View, group: Resource): readonly RunnerSet[] {
  const organization = organizationOf(view, group.scope)
  if (organization === undefined) return []
  const { isDefault } = runnerGroupFacts(group)
  const owner = `${hostOf(organization.facts.actionsIssuer)}/${organization.login}`.toLowerCase()
  return runnerSets(view).filter(({ facts: { serves, runnerGroup, maxRunners } }) => {
    const inGroup = isKnown<string>(runnerGroup) ? isGroup(runnerGroup, group.name) : isDefault
    return inGroup && maxRunners !== 0 && isKnown<string>(serves) && serves.toLowerCase() === owner
  })
}

/** Whether sets in groups could not be seen: where no cluster was read there are none to see. */
export function unseenSets(view: View): Gap | undefined {
  const clusters = clusterScopes(view)
  if (clusters.length === 0) return undefined
  return view.gap('github.organization') ?? clusters.flatMap((scope) => view.gap('kubernetes.runners', scope) ?? [])[0]
}

/** https://docs.github.com/en/actions/how-tos/manage-runners/self-hosted-runners/manage-access */
function admits(group: Resource, called: string, workflow: Identity, minter: RepositoryMinter): Test {
  const { allowsPublicRepositories, visibility, repositories, restrictedToWorkflows, selectedWorkflows } =
    runnerGroupFacts(group)
  const isPublic = minter.facts.visibility === 'public'
  if (isPublic && (!allowsPublicRepositories || visibility === 'private')) return undefined
  const { repository, path } = workflow.facts as WorkflowFacts
  const file = `${repository}/${path}@`.toLowerCase()
  const selected = selectedWorkflows.some((each) => each.toLowerCase().startsWith(file))
  if (restrictedToWorkflows === true && !selected) return undefined
  const chosen = visibility !== 'selected' || isChosen(repositories, repository)
  if (chosen === false) return undefined
  return [
    ...(chosen === undefined ? [`which repositories were chosen for ${called}`] : []),
    ...(restrictedToWorkflows === true || restrictedToWorkflows === false
      ? []
      : [`whether ${called} is for chosen workflows alone`]),
  ]
}

function isChosen(repositories: Known<readonly string[]>, name: string): boolean | undefined {
  if (!isKnown<readonly string[]>(repositories)) return undefined
  return repositories.some((each) => each.toLowerCase() === name.toLowerCase())
}

/** From a workflow over the pods that a job of it runs in. */
export interface RunnerPath extends PodPath {
  readonly job: WorkflowJob
  readonly set: RunnerSet
}

/** The first hop is from the workflow to the service account of the pods. */
export function runnerPaths(
  view: View,
  workflow: Identity,
  job: WorkflowJob,
  minter: RepositoryMinter,
  hops: number,
): readonly RunnerPath[] {
  return runnersFor(view, workflow, job, minter).flatMap(({ set, missing }) => {
    const pod = podOf(view, set, job.ownContainer === true)
    if (pod === undefined) return []
    const entry = entryTo(workflow, job, set, pod, missing)
    return pathsOfPod(pod, hops - 1).map(({ to, path }) => {
      const { mendPolicy } = path
      return { to, job, set, path: { ...chained(entry, path), ...(mendPolicy === undefined ? {} : { mendPolicy }) } }
    })
  })
}

/** Of every job, whoever starts it. */
export function runnerRunPaths(view: View, workflow: Identity, hops: number): readonly FoundPath[] {
  return jobsOf(view, workflow).flatMap(({ job, minter }) =>
    runnerPaths(view, workflow, job, minter, hops).map(({ path }) => path),
  )
}

/** A service account that a job runs as in a cluster. */
export interface RunnerDoor {
  readonly job: string
  readonly set: RunnerSet
  readonly pod: RunnerPod
  readonly missing: readonly string[]
}

export function runnerDoors(view: View, workflow: Identity): readonly RunnerDoor[] {
  return jobsOf(view, workflow).flatMap(({ job, minter }) =>
    runnersFor(view, workflow, job, minter).flatMap(({ set, missing }) => {
      const pod = podOf(view, set, job.ownContainer === true)
      return pod === undefined ? [] : [{ job: job.name, set, pod, missing: [...missing, ...pod.missing] }]
    }),
  )
}

function jobsOf(view: View, workflow: Identity) {
  const { jobs, repositoryId } = workflow.facts as WorkflowFacts
  const repository = repositoryById(view, workflow.scope, repositoryId)
  const minter = repository && minterOf(view, repository)
  return minter === undefined || !isKnown(jobs) ? [] : jobs.map((job) => ({ job, minter }))
}

function entryTo(
  workflow: Identity,
  job: WorkflowJob,
  { resource, facts }: RunnerSet,
  { account, cluster, missing }: RunnerPod,
  unread: readonly string[],
): FoundPath {
  const by = 'muster-runner-pod'
  const missingFacts = [...unread, ...missing]
  return {
    id: by,
    verdict: missingFacts.length > 0 ? 'possible' : 'proven',
    target: account.nativeId,
    gain: 'admin',
    hops: [
      {
        from: workflow.nativeId,
        to: account.nativeId,
        toName: account.name,
        by,
        actions: [],
        text: `The job ${job.name} runs on the scale set ${facts.scaleSet} of the cluster ${cluster.scope.name}, in a pod that runs as ${account.name}.`,
      },
    ],
    statements: [
      {
        holder: workflow.nativeId,
        holderName: workflow.name,
        source: 'grant',
        policy: `runner scale set ${resource.nativeId} of ${cluster.scope.name}`,
        index: 0,
        effect: 'Allow',
        text: JSON.stringify({
          'runs-on': job.runsOn,
          serves: facts.serves,
          runnerGroup: facts.runnerGroup,
          serviceAccount: account.name,
        }),
      },
    ],
    conditions: [],
    missingFacts,
    mend: `Give the pods of the scale set ${facts.scaleSet} a service account that holds nothing, or keep the job ${job.name} off it.`,
  }
}

/** What a path over runners hangs on, beside what GitHub tells. */
const runnerFacets = ['runners', 'service-accounts', 'cluster', 'bindings', 'roles'] as const

/** What was not read of clusters, and could hide a path over their runners. */
export function unseenRunners(view: View): readonly Gap[] {
  return clusterScopes(view).flatMap((scope) =>
    runnerFacets.flatMap((facet) => view.gap(`kubernetes.${facet}`, scope) ?? []),
  )
}
