/** Doors from GitHub into AWS: which roles the runs of a repository may take, and on which occasions. */
import type { View } from '../../inventory/view.ts'
import { isKnown } from '../../model/index.ts'
import type { Account, Answer, Principal } from './aws-access/index.ts'
import { accountOf, askToEnter, principalFor } from './aws-access/index.ts'
import type { CompiledPolicy } from './aws-policy/index.ts'
import { accountOf as accountIdOf, oidcProviderFacts } from './aws-facts.ts'
import type { Entry } from './aws-reach/entries.ts'
import { entryOf } from './aws-reach/entries.ts'
import { listOf } from './aws-statements.ts'
import type { RepositoryMinter } from './github-minters.ts'
import { anyOwner, anyRepository, namesOfEnvironments } from './github-minters.ts'
import type { Occasion, Token } from './github-subjects.ts'
import { tokenOf } from './github-subjects.ts'

/** A role of AWS that trusts an issuer of GitHub. */
export interface TrustingRole {
  readonly role: Principal
  readonly account: Account
  /** What tokens of the issuer may be made for, by the account's provider. */
  readonly audiences: readonly string[]
  /** Branches, tags and environments that its trust policy names. */
  readonly named: readonly Occasion[]
  /** What a subject has to begin with, one of these; undefined: the trust policy does not say so plainly. */
  readonly heads: readonly string[] | undefined
}

/** One way in: on this occasion, with this token. */
export interface Opening {
  readonly occasion: Occasion
  readonly token: Token
  readonly answer: Answer
  readonly entry: Entry
}

export interface Door {
  readonly role: Principal
  readonly account: Account
  readonly openings: readonly Opening[]
}

/** Roles of every account in the store, once for each view: there are few of them. */
export function trustingRoles(view: View, issuer: string): readonly TrustingRole[] {
  return view.once(`roles trusting ${issuer}`, () => {
    const ids = [...new Set(view.edgesTo(`oidc:${issuer}`, 'trusts').map(({ from }) => from))].toSorted()
    return ids.flatMap((id) => trustingRole(view, issuer, id) ?? [])
  })
}

function trustingRole(view: View, issuer: string, id: string): TrustingRole | undefined {
  const identity = view.identity(id)
  const role = identity && principalFor(view, identity)
  const account = identity && accountOf(view, accountIdOf(identity))
  if (role === undefined || account === undefined) return undefined
  const trust = isKnown<CompiledPolicy>(role.trust) ? role.trust : undefined
  return {
    role,
    account,
    audiences: audiencesIn(view, account.scope, issuer),
    named: trust ? namedIn(trust, issuer) : [],
    heads: trust && headsIn(trust, issuer),
  }
}

function audiencesIn(view: View, scope: string, issuer: string): readonly string[] {
  return [...view.resources({ kind: 'iam:oidc-provider', scope })].flatMap((provider) => {
    const { url, clientIds } = oidcProviderFacts(provider)
    return url === issuer && isKnown<readonly string[]>(clientIds) ? clientIds : []
  })
}

/** A branch, a tag, an environment that nobody has thought of: a trust that takes it takes any. */
export const anyBranch: Occasion = { kind: 'branch', name: 'muster/any-branch' }
export const anyTag: Occasion = { kind: 'tag', name: 'muster-any-tag' }
export const anyEnvironment: Occasion = { kind: 'environment', name: 'muster-any-environment' }
const pullRequest: Occasion = { kind: 'pull-request' }

/** Doors of the repository, in order of role; a role that lets none of its runs in is no door. */
export function doorsOf(view: View, minter: RepositoryMinter): readonly Door[] {
  return trustingRoles(view, minter.issuer).flatMap((trusting) => {
    const openings = occasionsFor(minter, trusting).flatMap(
      (occasion) => openingBy(trusting, tokenOf(minter, occasion), occasion) ?? [],
    )
    return openings.length === 0 ? [] : [{ role: trusting.role, account: trusting.account, openings }]
  })
}

export function openingBy(trusting: TrustingRole, token: Token, occasion: Occasion): Opening | undefined {
  const { role, account, audiences, heads } = trusting
  const { issuer, subject, claims } = token
  // Most repositories have nothing to do with most roles, and need no evaluator to say so.
  if (heads !== undefined && !heads.some((head) => subject.startsWith(head))) return undefined
  const answer = askToEnter({ type: 'oidc', issuer, subject, audiences, claims }, role)
  if (answer.verdict === 'denied' || hangsOnClaims(answer, issuer)) return undefined
  return { occasion, token, answer, entry: entryOf(role, account, answer) }
}

/** A claim that is left open, such as the workflow that must run or who starts it, is one that the trust chose. */
function hangsOnClaims({ residual }: Answer, issuer: string): boolean {
  return residual.some(({ key }) => key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`))
}

function occasionsFor(minter: RepositoryMinter, { named }: TrustingRole): readonly Occasion[] {
  const { defaultBranch } = minter.facts
  const known: readonly Occasion[] = [
    anyBranch,
    anyTag,
    pullRequest,
    anyEnvironment,
    ...(isKnown<string>(defaultBranch) ? [{ kind: 'branch', name: defaultBranch } as const] : []),
    ...namesOfEnvironments(minter).map((name) => ({ kind: 'environment', name }) as const),
  ]
  const further = named.filter((occasion) => !known.some((each) => isSame(each, occasion)))
  return further.length === 0 ? known : [...known, ...further]
}

function isSame(a: Occasion, b: Occasion): boolean {
  return a.kind === b.kind && ('name' in a ? a.name : '') === ('name' in b ? b.name : '')
}

/** The literal beginnings of the subjects that each statement asks for; a statement that asks for none takes any. */
function headsIn({ statements }: CompiledPolicy, issuer: string): readonly string[] | undefined {
  const key = `${issuer}:sub`.toLowerCase()
  const found = statements
    .filter(({ effect }) => effect === 'Allow')
    .map(({ source }) =>
      Object.entries(source.Condition ?? {}).flatMap(([operator, tests]) =>
        /^String(?:Equals|Like)$/i.test(operator)
          ? Object.entries(tests).flatMap(([name, values]) => (name.toLowerCase() === key ? listOf(values) : []))
          : [],
      ),
    )
  if (found.some((values) => values.length === 0)) return undefined
  return found.flat().map((value) => /^[^*?$]*/.exec(String(value))?.[0] ?? '')
}

/** Branches, tags and environments that the trust names, patterns filled in by something that fits. */
function namedIn({ statements }: CompiledPolicy, issuer: string): readonly Occasion[] {
  const values = statements.flatMap(({ source }) =>
    Object.values(source.Condition ?? {}).flatMap((tests) =>
      Object.entries(tests).flatMap(([key, asked]) =>
        key.toLowerCase().startsWith(`${issuer.toLowerCase()}:`)
          ? listOf(asked).map((value) => [key, String(value)] as const)
          : [],
      ),
    ),
  )
  return values.flatMap(([key, value]): readonly Occasion[] => {
    const text = value.replaceAll('*', 'any').replaceAll('?', 'x')
    if (/:environment$/i.test(key)) return [{ kind: 'environment', name: text }]
    const [, environment] = /(?:^|:)environment:([^:]+)/.exec(text) ?? []
    if (environment !== undefined) return [{ kind: 'environment', name: environment.replaceAll('%3A', ':') }]
    const [, kind, name = ''] = /(?:^|:)refs\/(heads|tags)\/([^:]+)/.exec(text) ?? []
    if (kind === undefined) return []
    return [{ kind: kind === 'heads' ? 'branch' : 'tag', name }]
  })
}

/**
 * Doors to unreviewed runs that are the repository's own: what takes any repository of the organization is the
 * organization's door, and what takes any organization is told of at the role.
 */
export function ownUnreviewedDoors(view: View, minter: RepositoryMinter, scope: string): readonly Door[] {
  const shared = new Set(organizationDoors(view, scope, 'all').map(({ role }) => role.id))
  return doorsOf(view, minter).filter((door) => unreviewed(door).length > 0 && !shared.has(door.role.id))
}

/** Unreviewed doors to any repository of the organization; `all`: with those that everybody has. */
export function organizationDoors(view: View, scope: string, which: 'own' | 'all' = 'own'): readonly Door[] {
  return view.once(`github doors of the organization ${scope} ${which}`, () => {
    const any = anyRepository(view, scope)
    if (any === undefined) return []
    const anybodys = which === 'all' ? [] : doorsOf(view, anyOwner(any)).map(({ role }) => role.id)
    return doorsOf(view, any).filter((door) => unreviewed(door).length > 0 && !anybodys.includes(door.role.id))
  })
}

/**
 * Runs that nobody has to review: of any branch or tag, of a pull request, of an environment that is made up. Whoever may
 * write makes tags too; they are told of where not every branch gets in anyhow.
 */
export function unreviewed({ openings }: Door): readonly Opening[] {
  const takesBranches = openings.some(({ occasion }) => occasion === anyBranch)
  return openings.filter(
    ({ occasion }) =>
      (occasion === anyTag && !takesBranches) ||
      occasion === anyBranch ||
      occasion === pullRequest ||
      occasion === anyEnvironment,
  )
}

export function occasionWords(occasion: Occasion): string {
  if (occasion === anyBranch) return 'any branch'
  if (occasion === anyTag) return 'any tag'
  if (occasion === anyEnvironment) return 'any environment'
  if (occasion.kind === 'pull-request') return 'pull requests'
  return `the ${occasion.kind} ${occasion.name}`
}
