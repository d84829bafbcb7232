/** Which identities of a cloud the runs of a workflow may take, whoever starts them: what its page and its paths tell. */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import type { WorkflowFacts, WorkflowJob, WorkflowTrigger } from '../../model/facts/github.ts'
import { byWeight } from './aws-reach/paths.ts'
import type { Limits } from './aws-reach/reach.ts'
import { pathsIn } from './aws-reach/entries.ts'
import { federatedDoors, pathThroughDoor, takes } from './entra-federation.ts'
import type { FederatedDoor, Taken } from './entra-federation.ts'
import { openGcpDoors, pathThroughGcpDoor } from './gcp-federation.ts'
import type { OpenGcpDoor } from './gcp-federation.ts'
import type { Principal } from './aws-access/index.ts'
import type { Opening } from './github-doors.ts'
import { anyBranch, openingBy, trustingRoles } from './github-doors.ts'
import type { RepositoryMinter } from './github-minters.ts'
import { minterOf, repositoryById } from './github-minters.ts'
import type { Occasion, Token } from './github-subjects.ts'
import { tokenOf } from './github-subjects.ts'

/** A role that a job's runs may take. */
export interface RunDoor {
  readonly job: string
  readonly role: Principal
  readonly opening: Opening
}

export function runDoors(view: View, workflow: Identity): readonly RunDoor[] {
  return runTokens(view, workflow).flatMap(({ job, occasion, token }) =>
    trustingRoles(view, token.issuer).flatMap((trusting) => {
      const opening = openingBy(trusting, token, occasion)
      return opening === undefined ? [] : [{ job, role: trusting.role, opening }]
    }),
  )
}

/** An application or managed identity of Microsoft that a job's runs may sign in as. */
export interface EntraRunDoor {
  readonly job: string
  readonly token: Token
  readonly door: FederatedDoor
  readonly taken: Exclude<Taken, 'no'>
}

export function entraRunDoors(view: View, workflow: Identity): readonly EntraRunDoor[] {
  return runTokens(view, workflow).flatMap(({ job, token }) =>
    federatedDoors(view, token.issuer).flatMap((door) => {
      const taken = takes(door.facts, token)
      return taken === 'no' ? [] : [{ job, token, door, taken }]
    }),
  )
}

/** To control of the tenant or of a subscription, one path for each door that leads there. */
export function entraRunPaths(view: View, workflow: Identity): readonly FoundPath[] {
  return entraRunDoors(view, workflow).flatMap(({ job, token, door, taken }) => {
    const path = pathThroughDoor(view, workflow.nativeId, door, taken)
    return path === undefined ? [] : [askedBy(job, token, path)]
  })
}

/** A principal of a pool of Google Cloud that a job's runs may sign in as. */
export interface GcpRunDoor {
  readonly job: string
  readonly token: Token
  readonly open: OpenGcpDoor
}

export function gcpRunDoors(view: View, workflow: Identity): readonly GcpRunDoor[] {
  return runTokens(view, workflow).flatMap(({ job, token }) =>
    openGcpDoors(view, token).map((open) => ({ job, token, open })),
  )
}

/** To control of a project, a folder or the organization, one path for each principal that gets there. */
export function gcpRunPaths(view: View, workflow: Identity): readonly FoundPath[] {
  return gcpRunDoors(view, workflow).flatMap(({ job, token, open }) => {
    const path = pathThroughGcpDoor(view, workflow.nativeId, open.door, open)
    return path === undefined ? [] : [askedBy(job, token, path)]
  })
}

export function askedBy(job: string, token: Token, path: FoundPath): FoundPath {
  const [first, ...rest] = path.hops
  if (first === undefined) return path
  return {
    ...path,
    hops: [{ ...first, text: `The job ${job} asks for a token for ${token.subject}. ${first.text}` }, ...rest],
  }
}

interface RunToken {
  readonly job: string
  readonly occasion: Occasion
  readonly token: Token
}

function runTokens(view: View, workflow: Identity): readonly RunToken[] {
  const { triggers, jobs, repositoryId, path } = workflow.facts as WorkflowFacts
  const repository = repositoryById(view, workflow.scope, repositoryId)
  const minter = repository && minterOf(view, repository)
  if (minter === undefined || !isKnown(triggers) || !isKnown(jobs)) return []
  return jobs
    .filter(({ idToken }) => idToken)
    .flatMap((job) =>
      occasionsOf(job, triggers, minter).map((occasion) => {
        const ref = occasion.kind === 'branch' ? `refs/heads/${occasion.name}` : undefined
        const token = tokenOf(minter, occasion, ref === undefined ? undefined : { path, ref })
        return { job: job.name, occasion, token }
      }),
    )
}

/** What the runs of a job are for, as far as the file says: an expression for the environment is left out. */
function occasionsOf(
  job: WorkflowJob,
  triggers: readonly WorkflowTrigger[],
  { facts }: RepositoryMinter,
): readonly Occasion[] {
  if (isKnown<string>(job.environment)) return [{ kind: 'environment', name: job.environment }]
  if (job.environment !== null) return []
  const main: readonly Occasion[] = isKnown<string>(facts.defaultBranch)
    ? [{ kind: 'branch', name: facts.defaultBranch }]
    : []
  const found = triggers.flatMap(({ event, branches }): readonly Occasion[] => {
    if (event === 'pull_request') return [{ kind: 'pull-request' }]
    if (event !== 'push') return main
    if (branches === undefined) return [...main, anyBranch]
    return branches.map((name) => (/[*?!+[]/.test(name) ? anyBranch : { kind: 'branch', name }))
  })
  return [...new Map(found.map((occasion) => [JSON.stringify(occasion), occasion])).values()]
}

/** The weightiest paths of the runs to administration or to one role, one for each door. */
export function pathsFromRuns(
  view: View,
  workflow: Identity,
  to: Principal | 'admin',
  limits: Limits,
): readonly FoundPath[] {
  return runDoors(view, workflow)
    .flatMap(({ job, opening }) => {
      const id = `oidc:${opening.token.issuer}|${opening.token.subject}`
      const [path] = pathsIn(view, id, { entries: [opening.entry], missing: [] }, to, limits)
      return path === undefined ? [] : [fromWorkflow(path, workflow, job)]
    })
    .toSorted((a, b) => a.hops.length - b.hops.length || byWeight(a, b))
}

function fromWorkflow(path: FoundPath, workflow: Identity, job: string): FoundPath {
  const [door, ...rest] = path.hops
  if (door === undefined) return path
  const subject = door.from.split('|').at(-1) ?? ''
  const text = `The job ${job} asks for a token for ${subject}, and enters the role ${door.to.split('/').at(-1)} with it.`
  return { ...path, hops: [{ ...door, from: workflow.nativeId, text }, ...rest] }
}
