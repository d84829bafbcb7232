/** The page of an identity of GitHub: what it may do, which doors it opens into the cloud, how it is turned off. */
import { usualLimits } from '../../analysis/effective/aws-reach/reach.ts'
import { runnerDoors } from '../../analysis/effective/github-runners.ts'
import { pathsOfPod } from '../../analysis/effective/kubernetes-runners.ts'
import { entraRunDoors, runDoors } from '../../analysis/effective/github-runs.ts'
import type { EntraRunDoor } from '../../analysis/effective/github-runs.ts'
import { holdingsOf, weightOf } from '../../analysis/effective/entra-holdings.ts'
import { tierWords } from './tiers.ts'
import { adminEquivalence } from '../../analysis/effective/aws-escalation/index.ts'
import { accountOf, standingOf } from '../../analysis/effective/aws-access/index.ts'
import type { Principal } from '../../analysis/effective/aws-access/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity, Remediation } from '../../model/index.ts'
import { isKnown, isUnknown, becauseOf } from '../../model/index.ts'
import type {
  CodingAgentFacts,
  FineGrainedTokenFacts,
  GithubAppFacts,
  GithubUserFacts,
  WorkflowFacts,
  WorkflowJob,
} from '../../model/facts/github.ts'
import { clean } from '../../report/lines.ts'
import { shortName } from '../../report/paths/words.ts'
import { count, fact, gapWords, yesNo } from '../../report/words.ts'
import { word } from '../../rules/shared/aws-commands.ts'
import { lines, listed, some } from './statements.ts'

export function* githubPortrait(view: View, identity: Identity): Generator<string> {
  if (identity.kind === 'app') yield* app(identity)
  if (identity.kind === 'user') yield* user(view, identity)
  if (identity.kind === 'workflow') yield* workflow(view, identity)
  if (identity.kind === 'coding-agent') yield* codingAgent(identity)
}

function* app({ facts }: Identity): Generator<string> {
  const { permissions, repositorySelection, publisher, events, suspendedAt } = facts as GithubAppFacts
  yield '\nWhat it can do\n'
  yield* grants(permissions)
  yield* lines(
    repositorySelection === 'all'
      ? 'In every repository of the organization, those to come included.'
      : 'In the repositories that were chosen for it; GitHub does not say which.',
    '  ',
  )
  yield* lines(`Published by ${fact(publisher)}; it hears of ${count(events.length, 'kind')} of events.`, '  ', '    ')
  if (isKnown<string>(suspendedAt)) yield* lines('It is suspended, and may do none of this now.', '  ')
}

const levels = ['admin', 'write', 'read'] as const

/** The widest first, since that is what is looked for. */
function* grants(permissions: { readonly [name: string]: string }): Generator<string> {
  const names = Object.keys(permissions).toSorted()
  if (names.length === 0) yield* lines('Nothing, by its permissions.', '  ')
  for (const level of levels) {
    const those = names.filter((name) => permissions[name] === level)
    if (those.length > 0) yield* lines(those.join(', '), `  ${level.padEnd(7)}`, '         ')
  }
}

function* user(view: View, identity: Identity): Generator<string> {
  const { role, twoFactor, machineSigns, accountType } = identity.facts as GithubUserFacts
  yield '\nWhat it can do\n'
  const roles = {
    owner: 'Everything in the organization: it is an owner.',
    member: 'What its teams and the organization’s base permission give to a member.',
    'outside-collaborator': 'What single repositories give to a collaborator from outside.',
  }
  yield* lines(roles[role], '  ')
  yield* lines(`Second factor: ${fact(twoFactor, yesNo)}. Account of the type ${accountType}.`, '  ', '    ')
  if (machineSigns.length > 0) yield* lines(`Taken for a machine by: ${machineSigns.join(', ')}.`, '  ', '    ')
  for (const { from } of view.edgesTo(identity.id, 'authenticates')) {
    const token = view.credential(from)
    if (token?.facts['type'] !== 'fine-grained') continue
    const { permissions, repositorySelection } = token.facts as FineGrainedTokenFacts
    yield* lines(`By the token ${token.name}, in ${repositorySelection} of its repositories:`, '  ', '    ')
    yield* grants({ ...permissions.organization, ...permissions.repository })
  }
}

function* workflow(view: View, identity: Identity): Generator<string> {
  const { triggers, jobs } = identity.facts as WorkflowFacts
  yield '\nWhat it can do\n'
  if (!isKnown(jobs) || !isKnown(triggers)) {
    yield* lines(`Not known: the file was not read (${gapWords[becauseOf(jobs)]}).`, '  ', '    ')
    return
  }
  yield* lines(`Runs on ${some(triggers.map(({ event }) => event))}.`, '  ', '    ')
  for (const job of jobs.slice(0, listed)) yield* jobLines(job)
  if (jobs.length > listed) yield* lines(`and ${count(jobs.length - listed, 'job')} more.`, '  ')
  yield '\nWhich cloud roles it can take\n'
  yield* doors(view, identity)
  yield* clusterRunners(view, identity)
}

/** Left out where no job runs in a cluster that was read. */
function* clusterRunners(view: View, identity: Identity): Generator<string> {
  const found = runnerDoors(view, identity)
  if (found.length === 0) return
  yield '\nAs whom it runs in clusters\n'
  for (const { job, set, pod, missing } of found.slice(0, listed)) {
    const { scope } = pod.cluster
    yield* lines(`${pod.account.name} of ${scope.name}: job ${job}, scale set ${set.facts.scaleSet}`, '  ', '    ')
    for (const unread of missing) yield* lines(`not read: ${unread}`, '    ', '      ')
    const [path] = pathsOfPod(pod, usualLimits.hops)
    yield* lines(path === undefined ? 'It administers nothing from there.' : (path.path.hops[0]?.text ?? ''), '    ')
  }
  if (found.length > listed) yield* lines(`and ${found.length - listed} more`, '  ')
  yield `  Hop by hop\n    $ muster path ${word(identity.nativeId)}\n`
}

function* jobLines(job: WorkflowJob): Generator<string> {
  const { name, permissions, environment, secrets, cloudLogins, idToken, calls } = job
  yield* lines(`Job ${name}`, '  ')
  const said = typeof permissions === 'string' ? permissions : namedPermissions(permissions)
  yield* lines(`GITHUB_TOKEN: ${said}${idToken ? '; OIDC tokens' : ''}`, '    ', '      ')
  if (environment !== null)
    yield* lines(`environment: ${isUnknown(environment) ? 'decided by the run' : environment}`, '    ')
  if (secrets.length > 0) yield* lines(`secrets: ${some(secrets)}`, '    ', '      ')
  if (calls !== undefined) yield* lines(`calls ${calls}`, '    ', '      ')
  for (const { by, identity, with: how } of cloudLogins) {
    yield* lines(`signs in by ${by} (${how === 'oidc' ? 'OIDC' : 'a secret that lasts'}) as`, '    ', '      ')
    yield `      ${clean(isKnown<string>(identity) ? identity : 'an identity that is not written out')}\n`
  }
}

function namedPermissions(permissions: { readonly [name: string]: string }): string {
  const held = Object.entries(permissions).filter(([, level]) => level !== 'none')
  return held.length === 0 ? 'nothing' : some(held.map(([name, level]) => `${name} ${level}`))
}

function* doors(view: View, identity: Identity): Generator<string> {
  const found = runDoors(view, identity)
  const microsoft = entraRunDoors(view, identity)
  if (found.length === 0 && microsoft.length === 0) {
    yield* lines('None of those that were read, by the subjects that its runs can have.', '  ')
    return
  }
  for (const [arn, same] of Map.groupBy(found, ({ role }) => role.arn)) {
    const { role, opening } = same[0]!
    const how = opening.answer.verdict === 'conditional' ? ', under conditions' : ''
    yield* lines(`${shortName(arn)}${how}: ${holds(view, role)}`, '  ', '    ')
    yield `    ${clean(arn)}\n`
    for (const subject of new Set(same.map((each) => each.opening.token.subject)))
      yield* lines(`as ${subject}`, '    ', '      ')
  }
  yield* microsoftDoors(view, microsoft)
  yield `  Hop by hop\n    $ muster path ${word(identity.nativeId)}\n`
}

function* microsoftDoors(view: View, found: readonly EntraRunDoor[]): Generator<string> {
  for (const [id, same] of Map.groupBy(found, ({ door }) => door.identity.id)) {
    const { identity } = same[0]!.door
    const weight = weightOf(holdingsOf(view, id))
    yield* lines(`${identity.name}: ${weight === 'none' ? 'it holds nothing' : tierWords[weight]}`, '  ', '    ')
    yield `    ${clean(identity.nativeId)}\n`
    for (const subject of new Set(same.map(({ token }) => token.subject)))
      yield* lines(`as ${subject}`, '    ', '      ')
  }
}

function holds(view: View, role: Principal): string {
  const account = accountOf(view, role.account)
  if (account === undefined) return 'what it holds is not known'
  if (adminEquivalence(role, account).tier === 'admin') return `everything in account ${role.account}`
  return standingOf(role, account).tier === 'sensitive' ? 'secrets and data' : 'what its policies give'
}

function* codingAgent({ facts }: Identity): Generator<string> {
  const { enabledFor, repositories } = facts as CodingAgentFacts
  yield '\nWhat it can do\n'
  const where = enabledFor === 'all' ? 'every repository' : fact(repositories, (names) => some(names))
  yield* lines(`It takes tasks, writes code and opens pull requests in ${where}.`, '  ', '    ')
}

export function* githubTurnOff(identity: Identity, organization: string): Generator<string> {
  yield '\nHow to turn it off\n'
  for (const [index, { text, command }] of stepsFor(identity, organization).entries()) {
    yield* lines(text, `  ${index + 1}. `, '     ')
    if (command !== undefined) yield `     $ ${clean(command)}\n`
  }
}

function stepsFor({ kind, facts, name, nativeId }: Identity, organization: string): readonly Remediation[] {
  const settings = `https://github.com/organizations/${organization}/settings`
  if (kind === 'app') {
    const { installationId } = facts as GithubAppFacts
    return [
      { text: `Suspend it, which can be taken back: ${settings}/installations/${installationId}` },
      { text: 'Uninstall it on the same page once nothing has missed it for a few weeks.' },
    ]
  }
  if (kind === 'workflow') {
    const { repository, path } = facts as WorkflowFacts
    return [
      {
        text: 'Disable the workflow; gh workflow enable takes it back.',
        command: `gh workflow disable ${word(path.split('/').at(-1) ?? path)} --repo ${word(repository)}`,
      },
      { text: 'Delete the file once nothing has missed it.' },
    ]
  }
  if (kind === 'coding-agent') return [{ text: `Switch it off under ${settings}/copilot/coding_agent` }]
  return [
    { text: 'Revoke its tokens under the settings of the organization: Personal access tokens, Active tokens.' },
    {
      text: 'Take it out of the organization; inviting it again takes it back.',
      command: `gh api -X DELETE ${word(`orgs/${organization}/memberships/${name || nativeId}`)}`,
    },
  ]
}
