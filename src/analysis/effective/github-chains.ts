/** Chains that begin at a workflow of GitHub and end at an administrator of a cloud or a cluster. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { isKnown, pathVerdicts } from '../../model/index.ts'
import type { WorkflowFacts, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import { byWeight } from './aws-reach/paths.ts'
import type { Limits } from './aws-reach/reach.ts'
import { pathsIn } from './aws-reach/entries.ts'
import { federatedDoors, pathThroughDoor, takes } from './entra-federation.ts'
import { openGcpDoors, pathThroughGcpDoor } from './gcp-federation.ts'
import type { Opening } from './github-doors.ts'
import { openingBy, trustingRoles } from './github-doors.ts'
import { roleAsked } from './github-logins.ts'
import type { RepositoryMinter } from './github-minters.ts'
import { formGap, minterOf, repositoryById } from './github-minters.ts'
import type { OutsideStart, RunToken, Say } from './github-outsiders.ts'
import { codeStart, forkEvent, guardWords, outsideStarts, sayOf, tokensOf } from './github-outsiders.ts'
import { runnerPaths } from './github-runners.ts'
import type { RunnerSet } from './kubernetes-runners.ts'

export interface OutsideChain {
  readonly cloud: TokenCloud | 'kubernetes'
  readonly path: FoundPath
  readonly start: OutsideStart
  readonly say: Say
  readonly job: string
  /** Over a pod that the job runs in, not over a token of its run. */
  readonly runners?: RunnerSet
}

/** Clouds that take tokens of runs. */
type TokenCloud = 'aws' | 'azure' | 'gcp'

/** Everybody with an account of GitHub. */
export const outsider = 'github:anyone'

/** From outside over the workflow to administration: the weightiest of each role, none where nobody gets in. */
export function chainsFromOutside(view: View, workflow: Identity, limits: Limits): readonly OutsideChain[] {
  const { triggers, jobs } = workflow.facts as WorkflowFacts
  const minter = publicMinter(view, workflow)
  if (minter === undefined || !isKnown(triggers) || !isKnown(jobs)) return []
  return [
    ...tokenChains(view, workflow, { triggers, jobs, minter }, limits),
    ...runnerChains(view, workflow, { triggers, jobs, minter }, limits),
  ].toSorted((a, b) => byWeight(a.path, b.path))
}

interface Runs {
  readonly triggers: readonly WorkflowTrigger[]
  readonly jobs: readonly WorkflowJob[]
  readonly minter: RepositoryMinter
}

function tokenChains(
  view: View,
  workflow: Identity,
  { triggers, jobs, minter }: Runs,
  limits: Limits,
): readonly OutsideChain[] {
  const [start] = outsideStarts(triggers)
  if (start === undefined) return []
  const hidden = formGap(view, minter, workflow.scope)
  return jobs
    .filter(({ idToken }) => idToken)
    .flatMap((job) =>
      tokensOf(view, workflow, job, minter).flatMap((run) =>
        insidePaths(view, workflow, run, job, minter, limits).map(({ cloud, inside }) => ({
          cloud,
          path: started(throughDoor(inside, workflow), workflow, start, job, [
            ...run.missing,
            ...hidden,
            ...guessed(view, workflow, job, cloud),
          ]),
          start,
          say: sayOf(job),
          job: job.name,
        })),
      ),
    )
}

/** Who brings the code of a job has what lies in the pod that runs it; the job needs to ask for nothing. */
function runnerChains(
  view: View,
  workflow: Identity,
  { triggers, jobs, minter }: Runs,
  limits: Limits,
): readonly OutsideChain[] {
  return jobs.flatMap((job) => {
    const start = codeStart(triggers, job)
    const missing = start && unreviewed(view, workflow, job, minter, start)
    if (start === undefined || missing === undefined) return []
    // One hop is spent on the start.
    return runnerPaths(view, workflow, job, minter, limits.hops - 1).map(({ to, path, set }) => ({
      cloud: to,
      path: started(path, workflow, start, job, missing),
      start,
      say: 'code' as const,
      job: job.name,
      runners: set,
    }))
  })
}

/** What was not read of whether somebody has to approve first; undefined: somebody has to. */
function unreviewed(
  view: View,
  workflow: Identity,
  job: WorkflowJob,
  minter: RepositoryMinter,
  start: OutsideStart,
): readonly string[] | undefined {
  // Of a fork the file itself comes from outside, and names no environment unless whoever wrote it wants one.
  return start.event === forkEvent ? [] : tokensOf(view, workflow, job, minter)[0]?.missing
}

/** From the run's token on: the weightiest path through each door of every cloud. */
function insidePaths(
  view: View,
  workflow: Identity,
  run: RunToken,
  job: WorkflowJob,
  minter: RepositoryMinter,
  limits: Limits,
): readonly { readonly cloud: TokenCloud; readonly inside: FoundPath }[] {
  // Two hops are spent before the first of the cloud: the start, and the door.
  const onwards = { ...limits, hops: limits.hops - 1 }
  const aws = openingsFor(view, workflow, run, job, minter).flatMap(
    (opening) =>
      pathsIn(view, subjectId(opening), { entries: [opening.entry], missing: [] }, 'admin', onwards)[0] ?? [],
  )
  const azure = applicationPaths(view, workflow, run, job, minter)
  const gcp = principalPaths(view, workflow, run, job)
  return [
    ...aws.map((inside) => ({ cloud: 'aws' as const, inside })),
    ...azure.map((inside) => ({ cloud: 'azure' as const, inside })),
    ...gcp.map((inside) => ({ cloud: 'gcp' as const, inside })),
  ]
}

/** Steps that sign in by a pool name the service account that they become, or none and stay a principal of the pool. */
function principalPaths(view: View, workflow: Identity, { token }: RunToken, job: WorkflowJob): readonly FoundPath[] {
  const asked = identitiesAsked(view, workflow, job, 'gcp')
  const from = `oidc:${token.issuer}|${token.subject}`
  const all = sayOf(job) === 'code' || asked.includes(undefined)
  return openGcpDoors(view, token).flatMap((open) => {
    const { door } = open
    if (all) return pathThroughGcpDoor(view, from, door, open) ?? []
    return asked.flatMap((identity = '') => {
      if (identity.includes('@')) return pathThroughGcpDoor(view, from, door, open, identity) ?? []
      return identity === door.provider.providerName ? (pathThroughGcpDoor(view, from, door, open) ?? []) : []
    })
  })
}

function applicationPaths(
  view: View,
  workflow: Identity,
  { token }: RunToken,
  job: WorkflowJob,
  { issuer }: RepositoryMinter,
): readonly FoundPath[] {
  const asked = identitiesAsked(view, workflow, job, 'azure').map((id) => id?.toLowerCase())
  const all = sayOf(job) === 'code' || asked.includes(undefined)
  return federatedDoors(view, issuer)
    .filter(({ identity }) => all || asked.includes(identity.nativeId.toLowerCase()))
    .flatMap((door) => {
      const taken = takes(door.facts, token)
      return taken === 'no' ? [] : (pathThroughDoor(view, `oidc:${issuer}|${token.subject}`, door, taken) ?? [])
    })
}

/** Of private repositories nobody from outside starts anything. */
export function publicMinter(view: View, workflow: Identity): RepositoryMinter | undefined {
  const { repositoryId } = workflow.facts as WorkflowFacts
  const repository = repositoryById(view, workflow.scope, repositoryId)
  return repository?.facts['visibility'] === 'public' ? minterOf(view, repository) : undefined
}

/**
 * Who brings the code asks for whatever role the trust gives; who only starts the run gets what its steps ask for, and
 * of a role that is not written out nobody knows which that is.
 */
function openingsFor(
  view: View,
  workflow: Identity,
  { token, occasion }: RunToken,
  job: WorkflowJob,
  minter: RepositoryMinter,
): readonly Opening[] {
  const asked = identitiesAsked(view, workflow, job, 'aws')
  const all = sayOf(job) === 'code' || asked.includes(undefined)
  return trustingRoles(view, minter.issuer)
    .filter(({ role }) => all || asked.includes(role.arn))
    .flatMap((trusting) => openingBy(trusting, token, occasion) ?? [])
}

/** `undefined` for each that nobody can tell from the file. */
function identitiesAsked(
  view: View,
  workflow: Identity,
  job: WorkflowJob,
  cloud: TokenCloud,
): readonly (string | undefined)[] {
  return job.cloudLogins
    .filter((login) => login.cloud === cloud && login.with === 'oidc')
    .map((login) => roleAsked(view, workflow, job, login))
}

function subjectId({ token }: Opening): string {
  return `oidc:${token.issuer}|${token.subject}`
}

/** The way in from outside, put before what follows. */
function started(
  inside: FoundPath,
  workflow: Identity,
  start: OutsideStart,
  job: WorkflowJob,
  missing: readonly string[],
): FoundPath {
  const { event, deed } = start
  const unread = [...start.missing, ...missing]
  const conditions = [...start.conditions, ...(event === forkEvent ? [] : guardWords(job))]
  const verdict = unread.length > 0 ? 'possible' : conditions.length > 0 ? 'conditional' : 'proven'
  const by = `muster-start-${event.replaceAll('_', '-')}`
  const text = `Whoever ${deed} starts the job ${job.name} of ${workflow.name}.`
  return {
    ...inside,
    id: `${by} + ${inside.id}`,
    verdict: pathVerdicts[Math.max(pathVerdicts.indexOf(verdict), pathVerdicts.indexOf(inside.verdict))]!,
    hops: [{ from: outsider, to: workflow.nativeId, by, actions: [event], text }, ...inside.hops],
    conditions: [...conditions, ...inside.conditions],
    missingFacts: [...unread, ...inside.missingFacts],
  }
}

/** The door's own hop begins at the workflow. */
function throughDoor(inside: FoundPath, workflow: Identity): FoundPath {
  const [door, ...rest] = inside.hops
  if (door === undefined) return inside
  return { ...inside, hops: [{ ...door, from: workflow.nativeId, text: doorWords(door) }, ...rest] }
}

function doorWords({ from, to, by, text }: FoundPath['hops'][number]): string {
  const asks = `The run asks for a token for ${from.split('|').at(-1)}`
  return by.startsWith('entra-') || by.startsWith('gcp-')
    ? `${asks}. ${text}`
    : `${asks}, and enters the role ${to.split('/').at(-1)} with it.`
}

function guessed(view: View, workflow: Identity, job: WorkflowJob, cloud: TokenCloud): readonly string[] {
  const hidden = sayOf(job) === 'start' && identitiesAsked(view, workflow, job, cloud).includes(undefined)
  return hidden ? [`the ${wordOf[cloud]} that the job ${job.name} asks for, which is not written out`] : []
}

const wordOf: { readonly [Cloud in TokenCloud]: string } = {
  aws: 'role',
  azure: 'application',
  gcp: 'service account',
}
