/** Chains that begin at a workflow of GitHub and end at an administrator of a cloud or a cluster. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { isKnown, pathVerdicts } from '../../model/index.ts'
import type { WorkflowFacts, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import { byWeight } from './aws-reach/paths.ts'
import type { Limits } from './aws-reach/reach.ts'
import { pathsIn } from './aws-reach/entries.ts'
import type { Cloud } from './cloud-crossings.ts'
import { federatedDoors, pathThroughDoor, takes } from './entra-federation.ts'
import { openGcpDoors, pathThroughGcpDoor } from './gcp-federation.ts'
import type { Opening } from './github-doors.ts'
import { openingBy, trustingRoles } from './github-doors.ts'
import { roleAsked } from './github-logins.ts'
import { crossedInside } from './github-crossings.ts'
import type { ApplicationDoor, Inside, PrincipalDoor } from './github-crossings.ts'
import type { RepositoryMinter } from './github-minters.ts'
import { formGap, minterOf, repositoryById } from './github-minters.ts'
import type { OutsideStart, RunToken, Say } from './github-outsiders.ts'
import { codeStart, forkEvent, guardWords, outsideStarts, sayOf, tokensOf } from './github-outsiders.ts'
import { runnerPaths } from './github-runners.ts'
import type { RunnerSet } from './kubernetes-runners.ts'

export interface OutsideChain {
  /** Where it ends. */
  readonly cloud: Cloud | 'kubernetes'
  /** Whose door the workflow gets in by. */
  readonly through: Cloud | 'kubernetes'
  /** What closes each door into a further cloud, as sentences. */
  readonly crossings: readonly string[]
  readonly path: FoundPath
  readonly start: OutsideStart
  readonly say: Say
  readonly job: string
  /** Over a pod that the job runs in, not over a token of its run. */
  readonly runners?: RunnerSet
}

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
        insidePaths(view, workflow, run, job, minter, limits).map(({ cloud, through, crossings, inside }) => ({
          cloud,
          through,
          crossings,
          path: started(throughDoor(inside, workflow), workflow, start, job, [
            ...run.missing,
            ...hidden,
            ...guessed(view, workflow, job, through),
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
      through: 'kubernetes' as const,
      crossings: [],
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
): readonly Inside[] {
  // Two hops are spent before the first of the cloud: the start, and the door.
  const onwards = { ...limits, hops: limits.hops - 1 }
  const openings = openingsFor(view, workflow, run, job, minter)
  const applications = applicationDoors(view, workflow, run, job, minter)
  const principals = principalDoors(view, workflow, run, job)
  const aws = openings.flatMap(
    (opening) =>
      pathsIn(view, subjectId(opening), { entries: [opening.entry], missing: [] }, 'admin', onwards)[0] ?? [],
  )
  const from = subjectId(run)
  const azure = applications.flatMap(({ door, taken }) => pathThroughDoor(view, from, door, taken) ?? [])
  const gcp = principals.flatMap(({ open, as }) => pathThroughGcpDoor(view, from, open.door, open, as) ?? [])
  const within = (cloud: Cloud, paths: readonly FoundPath[]): readonly Inside[] =>
    paths.map((inside) => ({ cloud, through: cloud, crossings: [], inside }))
  return [
    ...within('aws', aws),
    ...within('azure', azure),
    ...within('gcp', gcp),
    ...crossedInside(view, from, { openings, applications, principals }, onwards),
  ]
}

/** Steps that sign in by a pool name the service account that they become, or none and stay a principal of the pool. */
function principalDoors(
  view: View,
  workflow: Identity,
  { token }: RunToken,
  job: WorkflowJob,
): readonly PrincipalDoor[] {
  const asked = identitiesAsked(view, workflow, job, 'gcp')
  const all = sayOf(job) === 'code' || asked.includes(undefined)
  return openGcpDoors(view, token).flatMap((open): readonly PrincipalDoor[] => {
    if (all) return [{ open }]
    return asked.flatMap((identity = ''): readonly PrincipalDoor[] => {
      if (identity.includes('@')) return [{ open, as: identity }]
      return identity === open.door.provider.providerName ? [{ open }] : []
    })
  })
}

function applicationDoors(
  view: View,
  workflow: Identity,
  { token }: RunToken,
  job: WorkflowJob,
  { issuer }: RepositoryMinter,
): readonly ApplicationDoor[] {
  const asked = identitiesAsked(view, workflow, job, 'azure').map((id) => id?.toLowerCase())
  const all = sayOf(job) === 'code' || asked.includes(undefined)
  return federatedDoors(view, issuer)
    .filter(({ identity }) => all || asked.includes(identity.nativeId.toLowerCase()))
    .flatMap((door) => {
      const taken = takes(door.facts, token)
      return taken === 'no' ? [] : [{ door, taken }]
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
  cloud: Cloud,
): readonly (string | undefined)[] {
  return job.cloudLogins
    .filter((login) => login.cloud === cloud && login.with === 'oidc')
    .map((login) => roleAsked(view, workflow, job, login))
}

function subjectId({ token }: Pick<Opening, 'token'>): string {
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

function guessed(view: View, workflow: Identity, job: WorkflowJob, cloud: Cloud): readonly string[] {
  const hidden = sayOf(job) === 'start' && identitiesAsked(view, workflow, job, cloud).includes(undefined)
  return hidden ? [`the ${wordOf[cloud]} that the job ${job.name} asks for, which is not written out`] : []
}

const wordOf: { readonly [Each in Cloud]: string } = {
  aws: 'role',
  azure: 'application',
  gcp: 'service account',
}
