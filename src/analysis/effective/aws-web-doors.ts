/**
 * Doors into AWS for identities of Microsoft and Google: roles whose trust takes their tokens.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif
 */
import type { View } from '../../inventory/view.ts'
import type { FoundPath, Identity, Known } from '../../model/index.ts'
import { isKnown, isUnknown } from '../../model/index.ts'
import type { Answer, Stranger } from './aws-access/index.ts'
import { askToEnter, valuesOf } from './aws-access/index.ts'
import { oidcProviderFacts } from './aws-facts.ts'
import type { CompiledPolicy } from './aws-policy/index.ts'
import type { Entry } from './aws-reach/entries.ts'
import { enter, entryOf, pathsIn } from './aws-reach/entries.ts'
import type { Limits } from './aws-reach/reach.ts'
import { entraIssuers, entraTokens } from './entra-tokens.ts'
import type { EntraIssuer } from './entra-tokens.ts'
import { trustingRoles } from './github-doors.ts'
import type { TrustingRole } from './github-doors.ts'
import { googleTokens } from './google-tokens.ts'
import { listOf } from './aws-statements.ts'

export interface AwsDoor {
  readonly entry: Entry
  /** Whose the token is, as ends of `trusts` edges are written. */
  readonly id: string
  /** What is done, as a sentence. */
  readonly text: string
  /** Beside those of the trust, as sentences. */
  readonly conditions: readonly string[]
}

/** In order of role, one for each: the surest of its tokens. */
export function awsDoorsFor(view: View, identity: Identity): readonly AwsDoor[] {
  if (identity.enabled === false) return []
  return view.once(`aws doors for ${identity.id}`, () => {
    if (identity.provider === 'azure')
      return entraIssuers(view, identity).flatMap((issuer) =>
        trustingRoles(view, issuer.issuer).flatMap((trusting) => entraDoor(view, identity, issuer, trusting) ?? []),
      )
    if (identity.kind !== 'service-account' || identity.provider !== 'gcp') return []
    return trustingRoles(view, 'accounts.google.com').flatMap((trusting) => googleDoor(view, identity, trusting) ?? [])
  })
}

function entraDoor(view: View, identity: Identity, of: EntraIssuer, trusting: TrustingRole): AwsDoor | undefined {
  const { issuer } = of
  const { objectId } = identity.facts
  if (typeof objectId !== 'string' || !mayBe(trusting, objectId)) return undefined
  const clients = clientsOf(view, trusting, issuer)
  if (clients === undefined) return undefined
  const asked = isKnown(clients) ? clients : askedFor(trusting, `${issuer}:aud`)
  const unread = isUnknown(clients) ? [`what the provider ${issuer} of ${trusting.account.id} takes`] : []
  const doors = entraTokens(view, identity, of, asked).flatMap(({ client, audience, missing }) => {
    // What users' tokens say beside is in none of an application's; further claims AWS reads of no token of Entra ID.
    const claims = { amr: null, email: null, ...(audience === undefined ? {} : { oaud: audience }) }
    const stranger: Stranger = { type: 'oidc', issuer, subject: objectId, audiences: [client], claims }
    const text = `${identity.name} gets a token of Entra ID${audience === undefined ? '' : ` for ${audience}`}`
    return doorBy(trusting, stranger, { text, conditions: [], missing: [...unread, ...missing] }) ?? []
  })
  return surest(doors)
}

function googleDoor(view: View, identity: Identity, trusting: TrustingRole): AwsDoor | undefined {
  const issuer = 'accounts.google.com'
  const doors = googleTokens(identity, askedFor(trusting, `${issuer}:oaud`)).flatMap(
    ({ subject, client, audience, email, conditions }) => {
      if (!mayBe(trusting, subject)) return []
      const missing = ofOwnProvider(view, trusting, client)
      if (missing === undefined) return []
      const claims = { amr: null, email, ...(audience === undefined ? {} : { oaud: audience }) }
      const stranger: Stranger = { type: 'oidc', issuer, subject, audiences: [client], claims }
      const text = `${identity.name} gets an identity token of Google${audience === undefined ? '' : ` for ${audience}`}`
      return doorBy(trusting, stranger, { text, conditions, missing }) ?? []
    },
  )
  return surest(doors)
}

/** Most identities have nothing to do with most roles, and need no evaluator to say so. */
function mayBe({ heads }: TrustingRole, subject: string): boolean {
  return heads === undefined || heads.some((head) => subject.startsWith(head))
}

function askedFor({ role: { trust } }: TrustingRole, key: string): readonly string[] {
  return isKnown<CompiledPolicy>(trust) ? valuesOf(trust, key) : []
}

/** As issuers are that AWS knows without a provider. */
function isNamed({ role: { trust } }: TrustingRole, issuer: string): boolean {
  if (!isKnown<CompiledPolicy>(trust)) return false
  return trust.statements.some(
    ({ source: { Principal } }) => typeof Principal === 'object' && listOf(Principal['Federated']).includes(issuer),
  )
}

/** Undefined: the account has no such provider, and takes no token of the issuer. */
export function clientsOf(view: View, { account }: TrustingRole, issuer: string): Known<readonly string[]> | undefined {
  const { scope } = account
  const found = [...view.resources({ kind: 'iam:oidc-provider', scope })].find(
    (provider) => oidcProviderFacts(provider).url === issuer,
  )
  if (found !== undefined) return oidcProviderFacts(found).clientIds ?? []
  const gap = view.gap('aws.oidc-providers', scope)
  return gap && { unknown: gap.reason }
}

/**
 * Google needs no provider: AWS knows it by its name, and asks people not to make one. Whether it takes tokens by such a
 * provider all the same is in no documentation.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_oidc.html
 */
function ofOwnProvider(view: View, trusting: TrustingRole, client: string): readonly string[] | undefined {
  if (isNamed(trusting, 'accounts.google.com')) return []
  const clients = clientsOf(view, trusting, 'accounts.google.com')
  if (clients === undefined || (isKnown(clients) && !clients.includes(client))) return undefined
  return [`whether AWS takes tokens of Google by a provider that ${trusting.account.id} has made for it`]
}

function doorBy(
  { role, account }: TrustingRole,
  stranger: Extract<Stranger, { readonly type: 'oidc' }>,
  { text, conditions, missing }: Pick<AwsDoor, 'text' | 'conditions'> & { readonly missing: readonly string[] },
): AwsDoor | undefined {
  const { issuer, subject } = stranger
  const found = askToEnter(stranger, role)
  if (found.verdict === 'denied' || hangsOnOthers(found, issuer)) return undefined
  const unread = missing.map((fact) => ({ fact, because: 'not-collected' as const }))
  const answer = { ...found, missing: [...found.missing, ...unread] }
  return {
    entry: entryOf(role, account, answer),
    id: `oidc:${issuer}|${subject}`,
    text: `${text}, and enters the role ${role.identity.name} with it.`,
    conditions,
  }
}

/** Claims that its tokens do not have; `oaud` is the audience, which whoever asks for the token chooses. */
function hangsOnOthers({ residual }: Answer, issuer: string): boolean {
  const prefix = `${issuer.toLowerCase()}:`
  return residual.some(({ key }) => key.toLowerCase().startsWith(prefix) && key.toLowerCase() !== `${prefix}oaud`)
}

function surest(doors: readonly AwsDoor[]): AwsDoor | undefined {
  const weight = ({ entry: { answer }, conditions }: AwsDoor): number =>
    answer.missing.length > 0 ? 2 : answer.verdict === 'conditional' || conditions.length > 0 ? 1 : 0
  return doors.toSorted((a, b) => weight(a) - weight(b))[0]
}

/** Through the door alone. */
export function pathToAwsDoor(identity: Identity, door: AwsDoor): FoundPath {
  return begun(identity, door, enter(door.id, door.entry))
}

/** Through the door, and on to administration of the account. */
export function pathThroughAwsDoor(
  view: View,
  identity: Identity,
  door: AwsDoor,
  limits: Limits,
): FoundPath | undefined {
  const [path] = pathsIn(view, door.id, { entries: [door.entry], missing: [] }, 'admin', limits)
  return path && begun(identity, door, path)
}

function begun({ nativeId, name }: Identity, { entry, text, conditions }: AwsDoor, path: FoundPath): FoundPath {
  const [first, ...rest] = path.hops
  if (first === undefined) return path
  return {
    ...path,
    verdict: path.verdict === 'proven' && conditions.length > 0 ? 'conditional' : path.verdict,
    hops: [{ ...first, from: nativeId, fromName: name, text }, ...rest],
    conditions: [...conditions, ...path.conditions],
    mend: `Take ${name} out of the trust policy of ${entry.role.identity.name}, or give the role less.`,
  }
}
