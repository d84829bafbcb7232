/** Who comes in from outside: the roles whose trust lets them in, and how far they get from there. */
import type { View } from '../../../inventory/view.ts'
import type { FoundPath, PathStatement } from '../../../model/index.ts'
import { isKnown, isUnknown } from '../../../model/index.ts'
import { ownAccounts } from '../aws-accounts.ts'
import type { Account, Answer, MissingFact, Principal, Stranger } from '../aws-access/index.ts'
import { accountOf, askToEnter, conditionsOf, describe } from '../aws-access/index.ts'
import { adminEquivalence } from '../aws-escalation/index.ts'
import { oidcProviderFacts } from '../aws-facts.ts'
import { byWeight, chained } from './paths.ts'
import type { Limits } from './reach.ts'
import { reachOf, usualLimits } from './reach.ts'
import { routesFrom } from './routes.ts'

/** A role that lets somebody in. */
export interface Entry {
  readonly role: Principal
  readonly account: Account
  readonly answer: Answer
  readonly statements: readonly PathStatement[]
}

export interface Entries {
  /** In order of account and role. */
  readonly entries: readonly Entry[]
  /** Trust policies that nobody read. */
  readonly missing: readonly MissingFact[]
}

/**
 * An end of `trusts` edges that is no identity: `aws:anyone`, `aws:account:444455556666`, `aws:service:ec2.amazonaws.com`,
 * `oidc:token.actions.githubusercontent.com`, or of one subject `oidc:…|repo:acme/api:ref:refs/heads/main`,
 * `saml:arn:…`. `undefined` for anything else.
 */
export function strangerOf(view: View, id: string): Stranger | undefined {
  if (id === 'aws:anyone') return { type: 'anyone' }
  const [, kind, rest = ''] = /^(aws:account|aws:service|oidc|saml):(.+)$/.exec(id) ?? []
  if (kind === 'aws:service') return { type: 'service', service: rest }
  if (kind === 'saml') return { type: 'saml', provider: rest }
  if (kind === 'aws:account') {
    return /^\d{12}$/.test(rest) ? { type: 'account', account: rest, own: ownAccounts(view).ids.has(rest) } : undefined
  }
  if (kind !== 'oidc') return undefined
  const at = rest.indexOf('|')
  const issuer = (at < 0 ? rest : rest.slice(0, at)).replace(/^https:\/\//, '')
  return {
    type: 'oidc',
    issuer,
    audiences: audiencesOf(view, issuer),
    ...(at < 0 ? {} : { subject: rest.slice(at + 1) }),
  }
}

/** What the account's providers of the issuer take tokens for: whoever asks for a token names one of these. */
function audiencesOf(view: View, issuer: string): readonly string[] {
  const found = accountsOf(view).flatMap(({ scope }) =>
    [...view.resources({ kind: 'iam:oidc-provider', scope })].flatMap((provider) => {
      const { url, clientIds } = oidcProviderFacts(provider)
      return url === issuer && isKnown<readonly string[]>(clientIds) ? clientIds : []
    }),
  )
  return [...new Set(found)].toSorted()
}

function accountsOf(view: View): readonly Account[] {
  return view
    .scopes()
    .filter(({ provider, kind }) => provider === 'aws' && kind === 'account')
    .flatMap(({ nativeId }) => accountOf(view, nativeId) ?? [])
}

/** Roles of every account in the store that let the stranger in, or may. */
export function entriesOf(view: View, stranger: Stranger): Entries {
  const asked = accountsOf(view).flatMap((account) =>
    account.roles.map((role) => ({ role, account, answer: askToEnter(stranger, role) })),
  )
  return {
    entries: asked
      .filter(({ answer }) => answer.verdict !== 'denied')
      .map(({ role, account, answer }) => entryOf(role, account, answer)),
    missing: asked.filter(({ role }) => isUnknown(role.trust)).flatMap(({ answer }) => answer.missing),
  }
}

export function entryOf(role: Principal, account: Account, answer: Answer): Entry {
  return { role, account, answer, statements: statementsOf(role, answer) }
}

function statementsOf(role: Principal, { because }: Answer): readonly PathStatement[] {
  const { trust } = role
  if (trust === undefined || isUnknown(trust)) return []
  return because.flatMap((ref) => describe(ref, role, { holder: role.arn, policy: trust }) ?? [])
}

/** With more entries than these it is cheaper to look from the administrators for all of the account at once. */
const fewDoors = 8

/** From outside to what is sought: the entry, then the role's shortest chain. Fewest hops first, then by weight. */
export function pathsIn(
  view: View,
  id: string,
  { entries }: Entries,
  to: Principal | 'admin' = 'admin',
  limits: Limits = usualLimits,
): readonly FoundPath[] {
  const onwards = { ...limits, hops: limits.hops - 1 }
  const restOf = (role: Principal, account: Account, doors: number): readonly FoundPath[] => {
    if (to !== 'admin' || doors <= fewDoors) return routesFrom(view, role, to, onwards)
    const chain = reachOf(view, account, onwards).chain(role)
    return chain ? [chain] : []
  }
  return entries
    .flatMap(({ role, account, answer, statements }): readonly FoundPath[] => {
      const first = enter(id, { role, account, answer, statements })
      const there = to === 'admin' ? adminEquivalence(role, account).tier === 'admin' : to.id === role.id
      if (there) return [to === 'admin' ? first : { ...first, gain: 'crown-jewel' }]
      return restOf(role, account, entries.length).map((rest) => ({
        ...chained(first, rest),
        ...(rest.mendPolicy === undefined ? {} : { mendPolicy: rest.mendPolicy }),
      }))
    })
    .toSorted((a, b) => a.hops.length - b.hops.length || byWeight(a, b))
}

/** In by the door, and no further. */
export function enter(id: string, { role, answer, statements }: Entry): FoundPath {
  const by = `muster-enter-${/^(?:aws:)?(\w+)/.exec(id)?.[1] ?? 'role'}`
  const places = statements.filter(({ effect, source }) => effect === 'Allow' && source === 'resource')
  const named = places.map(({ sid, index }) => sid ?? `statement ${index + 1}`).join(', ')
  return {
    id: by,
    verdict: answer.missing.length > 0 ? 'possible' : answer.verdict === 'conditional' ? 'conditional' : 'proven',
    target: role.arn,
    gain: 'admin',
    hops: [
      {
        from: id,
        to: role.arn,
        by,
        actions: [actionFor(id)],
        text: `${whoIs(id)} enters the role ${role.identity.name}.`,
      },
    ],
    statements,
    conditions: conditionsOf(answer),
    missingFacts: answer.missing.map(({ fact }) => fact),
    mend: `Hold the trust policy of ${role.identity.name}${named === '' ? '' : ` (${named})`} to callers that you chose.`,
    // Whoever comes in by the trust holds what the role holds.
    mendPolicy: { principal: role.arn, statement: { Effect: 'Deny', Action: '*', Resource: '*' } },
  }
}

function actionFor(id: string): string {
  if (id.startsWith('oidc:')) return 'sts:AssumeRoleWithWebIdentity'
  return id.startsWith('saml:') ? 'sts:AssumeRoleWithSAML' : 'sts:AssumeRole'
}

/** The stranger in words, to begin a sentence. */
export function whoIs(id: string): string {
  if (id === 'aws:anyone') return 'Anyone with an AWS account'
  const [, kind, rest = ''] = /^(aws:account|aws:service|oidc|saml):(.+)$/.exec(id) ?? []
  if (kind === 'aws:account') return `The account ${rest}`
  if (kind === 'aws:service') return `The service ${rest}`
  if (kind === 'saml') return `Who signs in through ${rest}`
  const [issuer, ...subject] = rest.split('|')
  return subject.length === 0 ? `A token of ${issuer}` : `A token of ${issuer} for ${subject.join('|')}`
}
