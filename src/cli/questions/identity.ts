/** An identity's page: who it is, and of AWS users and roles all that follows from their policies. */
import { principalFor } from '../../analysis/effective/aws-access/index.ts'
import { ownersOf } from '../../analysis/owners.ts'
import type { View } from '../../inventory/view.ts'
import type { Credential, Identity, Usage } from '../../model/index.ts'
import { isKnown } from '../../model/index.ts'
import { clean, wrapped } from '../../report/lines.ts'
import { trustedWords } from '../../report/paths/words.ts'
import { fact, instant, yesNo } from '../../report/words.ts'
import { crossingsPortrait } from './crossings.ts'
import { azurePortrait, azureTurnOff } from './azure.ts'
import { gcpPortrait, gcpTurnOff } from './gcp.ts'
import { kubernetesPortrait, kubernetesTurnOff } from './kubernetes.ts'
import { githubPortrait, githubTurnOff } from './github.ts'
import { portrait, rootPortrait } from './portrait.ts'
import { lines, width } from './statements.ts'
import { turnOff } from './turn-off.ts'

/** `findings`: what the last scan found, told before how the identity is turned off. */
export function* identityPage(view: View, identity: Identity, findings: Iterable<string> = []): Generator<string> {
  yield* whoItIs(view, identity, credentialIds(view, identity))
  const principal = ['iam-user', 'iam-role'].includes(identity.kind) ? principalFor(view, identity) : undefined
  if (principal) yield* portrait(view, principal)
  if (identity.kind === 'root') yield* rootPortrait(view, identity)
  if (identity.provider === 'github') yield* githubPortrait(view, identity)
  if (identity.provider === 'azure') yield* azurePortrait(view, identity)
  if (identity.provider === 'gcp') yield* gcpPortrait(view, identity)
  if (identity.provider === 'kubernetes') yield* kubernetesPortrait(view, identity)
  yield* crossingsPortrait(view, identity)
  yield* findings
  if (principal) yield* turnOff(view, principal)
  if (identity.provider === 'github') yield* githubTurnOff(identity, view.scope.name)
  if (identity.provider === 'azure') yield* azureTurnOff(identity)
  if (identity.provider === 'gcp') yield* gcpTurnOff(identity)
  if (identity.provider === 'kubernetes') yield* kubernetesTurnOff(identity)
}

export function credentialIds(view: View, identity: Identity): readonly string[] {
  return view.edgesTo(identity.id, 'authenticates').map((edge) => edge.from)
}

function* whoItIs(view: View, identity: Identity, credentials: readonly string[]): Generator<string> {
  yield* lines(`${identity.name}  ${identity.kind}, ${identity.class === 'ai' ? 'AI' : identity.class}`)
  yield `${clean(identity.nativeId)}\n\n`
  const owners = ownersOf({ id: identity.id, type: 'identity' }, view)
  const [owner] = owners
  yield* labelled('Owner', owner ? `${owner.name} (${owner.source})` : 'none found')
  if (identity.purpose !== null) yield* labelled('Purpose', fact(identity.purpose))
  if (identity.ai) {
    const { kind, vendor, models } = identity.ai
    yield* labelled('AI', [`${kind} of ${vendor}`, ...models].join(', '))
  }
  yield* labelled('Created', fact(identity.createdAt, instant))
  if (identity.enabled !== true) yield* labelled('Enabled', fact(identity.enabled, yesNo))
  const usage = view.usage(identity.id)
  // Of users AWS tells only when their credentials were used.
  if (usage || credentials.length === 0) yield* labelled('Last used', usedWords(usage))
  for (const id of credentials) {
    const credential = view.credential(id)
    if (credential) yield* labelled('Signs in', credentialWords(credential, view.usage(id)))
  }
  yield* relations(view, identity)
}

const shown = 6

function* relations(view: View, identity: Identity): Generator<string> {
  const { permissionsBoundary: boundary } = identity.facts
  if (typeof boundary === 'string') yield* labelled('Boundary', boundary)
  for (const edge of view.edgesFrom(identity.id, 'trusts')) yield* labelled('Trusts', nativeOf(edge.to))
  // Of Microsoft and Google, what it holds is told with what it weighs.
  if (!['azure', 'gcp', 'kubernetes'].includes(identity.provider))
    for (const edge of view.edgesFrom(identity.id, 'grants')) yield* labelled('Granted', nativeOf(edge.to))
  const users = view.edgesTo(identity.id, 'runs-as')
  for (const { from } of users.slice(0, shown)) yield* labelled('Used by', userWords(view, from))
  if (users.length > shown) yield* labelled('', `and ${users.length - shown} more`)
  // What runs as an identity of its own, such as an agent, holds the permissions of a role beside it.
  if (identity.kind.startsWith('iam-')) return
  const roles = users.flatMap(({ from }) => view.edgesFrom(from, 'runs-as')).filter(({ to }) => to !== identity.id)
  for (const id of new Set(roles.map(({ to }) => to))) yield* labelled('Acts as', nativeOf(id))
}

function userWords(view: View, id: string): string {
  const resource = /^(?:azure|gcp|kubernetes):/.test(id) ? view.resource(id) : undefined
  return resource === undefined ? nativeOf(id) : `${resource.kind.replaceAll('-', ' ')} ${resource.name}`
}

function usedWords(usage: Usage | undefined): string {
  if (usage?.lastUsedAt !== null) return usage ? fact(usage.lastUsedAt, instant) : 'unknown'
  if (usage.observedSince === null) return 'never'
  return isKnown(usage.observedSince) ? `not since ${instant(usage.observedSince)}` : 'never, as far back as is known'
}

/** Native ids that muster made up itself (`…#password`) tell a reader nothing. */
function credentialWords({ kind, nativeId, enabled, createdAt }: Credential, usage: Usage | undefined): string {
  const named = nativeId.includes('#')
    ? kind === 'password'
      ? ''
      : ` made ${fact(createdAt, instant)}`
    : ` ${nativeId}`
  const state = enabled === true ? 'enabled' : enabled === false ? 'not enabled' : `enabled: ${fact(enabled, yesNo)}`
  return `${kind.replaceAll('-', ' ')}${named}, ${state}, last used: ${usedWords(usage)}`
}

/** The ARN at the end of an id of AWS, as its own tools take it; others in words. */
function nativeOf(id: string): string {
  return /^aws:\d{12}:.*?:(arn:.+)$/.exec(id)?.[1] ?? trustedWords(id)
}

const column = 10

/** What is too long for its line, such as an ARN, stands alone on the next. */
function* labelled(label: string, text: string): Generator<string> {
  const clear = clean(text)
  if (column + clear.length <= width || clear.includes(' '))
    yield* wrapped(clear, width, label.padEnd(column), ' '.repeat(column))
  else yield `${label}\n  ${clear}\n`
}
