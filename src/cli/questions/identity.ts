/** An identity's page: who it is, and of AWS users and roles all that follows from their policies. */
import { principalFor } from '../../analysis/effective/aws-access/index.ts'
import type { View } from '../../inventory/view.ts'
import type { Identity } from '../../model/index.ts'
import { clean, wrapped } from '../../report/lines.ts'
import { fact, instant, yesNo } from '../../report/words.ts'
import { portrait } from './portrait.ts'
import { lines, width } from './statements.ts'

export function* identityPage(view: View, identity: Identity): Generator<string> {
  yield* whoItIs(view, identity, credentialIds(view, identity))
  const principal = ['iam-user', 'iam-role'].includes(identity.kind) ? principalFor(view, identity) : undefined
  if (principal) yield* portrait(view, principal)
}

export function credentialIds(view: View, identity: Identity): readonly string[] {
  return view.edgesTo(identity.id, 'authenticates').map((edge) => edge.from)
}

function* whoItIs(view: View, identity: Identity, credentials: readonly string[]): Generator<string> {
  yield* lines(`${identity.name}  ${identity.kind}, ${identity.class}`)
  yield `${clean(identity.nativeId)}\n\n`
  yield* labelled('Created', fact(identity.createdAt, instant))
  yield* labelled('Enabled', fact(identity.enabled, yesNo))
  yield* labelled('Purpose', fact(identity.purpose))
  const used = (id: string): string => {
    const usage = view.usage(id)
    return usage ? fact(usage.lastUsedAt, instant) : 'unknown'
  }
  yield* labelled('Last used', `${used(identity.id)}${credentials.length > 0 ? '; its credentials see below' : ''}`)
  for (const id of credentials) {
    const credential = view.credential(id)
    if (!credential) continue
    const { kind, nativeId, enabled } = credential
    yield* labelled('Signs in', `${kind} ${nativeId}, enabled: ${fact(enabled, yesNo)}, last used: ${used(id)}`)
  }
  for (const edge of view.edgesFrom(identity.id, 'trusts')) yield* labelled('Trusts', nativeOf(edge.to))
  for (const edge of view.edgesFrom(identity.id, 'grants')) yield* labelled('Granted', nativeOf(edge.to))
  for (const edge of view.edgesTo(identity.id, 'runs-as')) yield* labelled('Runs', nativeOf(edge.from))
}

/** The ARN at the end of an id of AWS, as its own tools take it; other ids as they are. */
function nativeOf(id: string): string {
  return /^aws:\d{12}:.*?:(arn:.+)$/.exec(id)?.[1] ?? id
}

const column = 10

/** What is too long for its line, such as an ARN, stands alone on the next. */
function* labelled(label: string, text: string): Generator<string> {
  const clear = clean(text)
  if (column + clear.length <= width || clear.includes(' '))
    yield* wrapped(clear, width, label.padEnd(column), ' '.repeat(column))
  else yield `${label}\n  ${clear}\n`
}
