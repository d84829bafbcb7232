import { UsageError } from '../../config/errors.ts'
import type { Principal } from '../../analysis/effective/aws-access/index.ts'
import type { Entries } from '../../analysis/effective/aws-reach/entries.ts'
import { entriesOf, pathsIn, strangerOf, whoIs } from '../../analysis/effective/aws-reach/entries.ts'
import { byWeight } from '../../analysis/effective/aws-reach/paths.ts'
import { tenantOf } from '../../analysis/effective/azure-scopes.ts'
import { reachOf } from '../../analysis/effective/entra-reach/index.ts'
import { isClusterAdmin } from '../../analysis/effective/kubernetes-reach/index.ts'
import { controlOf, reachOf as gcpReachOf } from '../../analysis/effective/gcp-reach/index.ts'
import { crossedRunPaths } from '../../analysis/effective/github-run-crossings.ts'
import { chainsFromOutside, outsider } from '../../analysis/effective/github-chains.ts'
import { runnerRunPaths } from '../../analysis/effective/github-runners.ts'
import { entraRunPaths, gcpRunPaths, pathsFromRuns, runDoors } from '../../analysis/effective/github-runs.ts'
import { routesFrom } from '../../analysis/effective/aws-reach/routes.ts'
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import type { Store } from '../../inventory/store.ts'
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity } from '../../model/index.ts'
import { exits } from '../exit.ts'
import { facets } from '../house.ts'
import type { CommonOptions } from '../options.ts'
import { toStdout } from '../output.ts'
import { hidingPaths } from '../questions/azure.ts'
import { goalOf, pathsAcross } from '../questions/crossings.ts'
import { hidingGcpPaths, memberIn } from '../questions/gcp.ts'
import { hidingClusterPaths, hidingRunners, pathsFrom } from '../questions/kubernetes.ts'
import { answerLines } from '../questions/path-answer.ts'
import type { Answer } from '../questions/path-answer.ts'
import { hiding, isAdmin, levelsIn } from '../questions/routes.ts'
import { emptyStore, findIdentities, lookingIn, principalIn } from '../questions/whom.ts'

export interface PathFlags extends CommonOptions {
  readonly to: string
  readonly maxHops: number
  readonly format: 'text' | 'json'
}

/** The shortest ways by which an identity, or somebody from outside, becomes an administrator or another identity. */
export async function path(from: string, document: string | undefined, flags: PathFlags): Promise<number> {
  await lookingIn(document, flags, async (store) => {
    const answer = find(store, from, flags)
    if (flags.format === 'text') return toStdout(answerLines(answer, flags.maxHops, levelsIn(anyView(store))))
    const { who: _who, goal: _goal, ...plain } = answer
    await toStdout([`${JSON.stringify(plain, null, 2)}\n`])
  })
  return exits.done
}

function find(store: Store, from: string, flags: PathFlags): Answer {
  const limits = { ...usualLimits, hops: flags.maxHops }
  const target = flags.to === 'admin' ? 'admin' : principalIn(store, flags.to).principal
  const goal = target === 'admin' ? 'an administrator' : target.identity.name
  const to = target === 'admin' ? 'admin' : target.arn
  // A root user's own ARN is also how a trust policy names its account; whoever asks by it means the user that is there.
  if (from === outsider) return fromGithub(store, target, { to, goal, limits })
  const stranger = from.startsWith('arn:') && findIdentities(store, from).length > 0 ? undefined : outside(from)
  if (stranger !== undefined) return fromOutside(store, stranger, target, { to, goal, limits })
  const workflow = stranger === undefined ? workflowCalled(store, from) : undefined
  if (workflow !== undefined) return fromWorkflow(store, workflow, target, { to, goal, limits })
  const ofMicrosoft = microsoftCalled(store, from)
  if (ofMicrosoft !== undefined) return fromMicrosoft(store, ofMicrosoft, target, { to, goal, limits })
  const ofGoogle = googleCalled(store, from)
  if (ofGoogle !== undefined) return fromGoogle(store, ofGoogle, target, { to, goal, limits })
  const ofKubernetes = accountCalled(store, from)
  if (ofKubernetes !== undefined) return fromKubernetes(store, ofKubernetes, target, { to, goal, limits })
  const { principal, view } = principalIn(store, from)
  const already = target === 'admin' ? isAdmin(view, principal) : target.id === principal.id
  const own = already ? [] : routesFrom(view, principal, target, limits)
  const paths = [...own, ...(target === 'admin' ? pathsAcross(view, principal.identity, limits) : [])]
  const notRead = already ? [] : hiding(view, principal)
  return { from: principal.arn, who: principal.identity.name, to, goal, already, paths, entries: [], notRead }
}

/** Whoever has an account of GitHub: over the workflows of public repositories that outsiders start. */
function fromGithub(store: Store, target: Principal | 'admin', { to, goal, limits }: Sought): Answer {
  if (target !== 'admin')
    throw new UsageError('From outsiders on GitHub only paths to an administrator are looked for.', 'Leave out --to.')
  const paths = store
    .scopes()
    .filter(({ provider }) => provider === 'github')
    .flatMap(({ id }) => {
      const view = store.view(id, facets)
      return [...view.identities({ kind: 'workflow' })].flatMap((workflow) => chainsFromOutside(view, workflow, limits))
    })
    .map(({ path: chain }) => chain)
    .toSorted((a, b) => a.hops.length - b.hops.length || byWeight(a, b))
  const who = 'Anyone on GitHub'
  return {
    from: outsider,
    who,
    to,
    goal,
    already: false,
    paths,
    entries: [],
    notRead: [...hiding(anyView(store), undefined), ...hidingRunners(anyView(store))],
  }
}

/** An identity of Microsoft by its application id, object id or name. */
function microsoftCalled(store: Store, what: string): Identity | undefined {
  const [found, ...others] = findIdentities(store, what)
  return others.length === 0 && found?.provider === 'azure' ? found : undefined
}

function fromMicrosoft(store: Store, identity: Identity, target: Principal | 'admin', { to, limits }: Sought): Answer {
  if (target !== 'admin')
    throw new UsageError('Within Microsoft only paths to control are looked for.', 'Leave out --to.')
  const view = store.view(identity.scope, facets)
  const reach = reachOf(view, tenantOf(identity.id), limits.hops)
  const chain = reach.chain(identity.id)
  const inside = chain === undefined ? [] : [chain]
  const across = pathsAcross(view, identity, limits)
  return {
    from: identity.nativeId,
    who: identity.name,
    to,
    goal: goalOf(inside, across, 'an administrator of the tenant or of a subscription'),
    already: reach.controls(identity.id),
    paths: [...inside, ...across],
    entries: [],
    notRead: reach.controls(identity.id) ? [] : hidingPaths(view, identity.scope),
  }
}

/** A service account or agent of Google Cloud by its e-mail, principal or name. */
function googleCalled(store: Store, what: string): Identity | undefined {
  const found = findIdentities(store, what).filter(({ provider }) => provider === 'gcp')
  return found.length === 1 ? found[0] : undefined
}

function fromGoogle(store: Store, identity: Identity, target: Principal | 'admin', { to, limits }: Sought): Answer {
  if (target !== 'admin')
    throw new UsageError('Within Google Cloud only paths to control are looked for.', 'Leave out --to.')
  const view = store.view(identity.scope, facets)
  const member = memberIn(identity)
  const control = controlOf(view, member)
  const inside = gcpReachOf(view, member, { hops: limits.hops })
  const across = pathsAcross(view, identity, limits)
  const paths = [...inside, ...across]
  return {
    from: identity.nativeId,
    who: identity.name,
    to,
    goal: goalOf(inside, across, 'an administrator of a project, a folder or the organization'),
    already: control !== undefined && paths.length === 0,
    paths,
    entries: [],
    notRead: control === undefined && paths.length === 0 ? hidingGcpPaths(view, identity.scope) : [],
  }
}

/** A service account of Kubernetes by its name (`shop/api`) or as its tokens say it. */
function accountCalled(store: Store, what: string): Identity | undefined {
  const [found, ...others] = findIdentities(store, what)
  return others.length === 0 && found?.provider === 'kubernetes' ? found : undefined
}

function fromKubernetes(store: Store, identity: Identity, target: Principal | 'admin', { to, limits }: Sought): Answer {
  if (target !== 'admin')
    throw new UsageError('Within a cluster only paths to an administrator are looked for.', 'Leave out --to.')
  const view = store.view(identity.scope, facets)
  const paths = pathsFrom(view, identity, limits.hops)
  const already = isClusterAdmin(view, identity) && paths.length === 0
  return {
    from: identity.nativeId,
    who: identity.name,
    to,
    goal: 'an administrator of the cluster or of a cloud',
    already,
    paths,
    entries: [],
    notRead: already || paths.length > 0 ? [] : hidingClusterPaths(view, identity.scope),
  }
}

/** A workflow of GitHub by its path: it becomes a role by the tokens of its runs. */
function workflowCalled(store: Store, what: string): Identity | undefined {
  const [found, ...others] = findIdentities(store, what)
  return others.length === 0 && found?.kind === 'workflow' ? found : undefined
}

function fromWorkflow(store: Store, workflow: Identity, target: Principal | 'admin', sought: Sought): Answer {
  const view = store.view(workflow.scope, facets)
  const others = target === 'admin' ? otherRunPaths(view, workflow, sought.limits) : []
  const paths = [...pathsFromRuns(view, workflow, target, sought.limits), ...others].toSorted(
    (a, b) => a.hops.length - b.hops.length || byWeight(a, b),
  )
  const entries = runDoors(view, workflow).map(({ role, opening }) => ({
    role: role.arn,
    verdict: opening.answer.verdict,
  }))
  const { to, goal } = sought
  const notRead = [...hiding(view, undefined), ...hidingRunners(view)]
  return { from: workflow.nativeId, who: workflow.name, to, goal, already: false, paths, entries, notRead }
}

function otherRunPaths(view: View, workflow: Identity, limits: Sought['limits']): readonly FoundPath[] {
  return [
    ...entraRunPaths(view, workflow),
    ...gcpRunPaths(view, workflow),
    ...crossedRunPaths(view, workflow, limits),
    ...runnerRunPaths(view, workflow, limits.hops),
  ]
}

interface Sought {
  readonly to: string
  readonly goal: string
  readonly limits: typeof usualLimits
}

/** The id by which `trusts` edges name somebody from outside; `undefined` for what is none. */
function outside(from: string): string | undefined {
  if (from === 'anyone' || from === '*') return 'aws:anyone'
  if (/^\d{12}$/.test(from)) return `aws:account:${from}`
  const root = /^arn:[^:]+:iam::(\d{12}):root$/.exec(from)?.[1]
  if (root !== undefined) return `aws:account:${root}`
  if (/^[\w.-]+\.amazonaws\.com(\.cn)?$/.test(from)) return `aws:service:${from}`
  if (/^arn:[^:]+:iam::\d{12}:saml-provider\//.test(from)) return `saml:${from}`
  return /^(aws:anyone$|(aws:account|aws:service|oidc|saml):)/.test(from) ? from : undefined
}

function fromOutside(store: Store, id: string, target: Principal | 'admin', sought: Sought): Answer {
  const view = anyView(store)
  const stranger = strangerOf(view, id)
  if (!stranger)
    throw new UsageError(
      `"${id}" is nobody who could come from outside.`,
      'Give anyone, an account id, a service such as ec2.amazonaws.com, oidc:ISSUER, oidc:ISSUER|SUBJECT, or saml:ARN.',
    )
  const inside: Entries = entriesOf(view, stranger)
  const paths = pathsIn(view, id, inside, target, sought.limits)
  const entries = inside.entries.map(({ role, answer }) => ({ role: role.arn, verdict: answer.verdict }))
  const notRead = [...inside.missing.map(({ fact }) => fact), ...hiding(view, undefined)]
  const { to, goal } = sought
  return { from: id, who: whoIs(id), to, goal, already: false, paths, entries, notRead }
}

function anyView(store: Store): View {
  const account = store.scopes().find(({ kind }) => ['account', 'tenant', 'organization', 'cluster'].includes(kind))
  if (!account) throw emptyStore()
  return store.view(account.id, facets)
}
