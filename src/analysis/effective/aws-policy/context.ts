/** What is known of a request: what was given, and what principal and resource tell by themselves. */
import { accountOfArn, type Who } from './who.ts'
import type { Context } from './types.ts'
import { textsOf } from './values.ts'

/** A key's value; `null` when the request does not carry it, `undefined` when that is not known. */
export type Value = Given | undefined
export type Given = string | readonly string[] | null

/** One request, as the statements are asked about it. */
export interface Inquiry {
  readonly who: Who
  /** In lower case. */
  readonly action: string
  readonly resource: string
  readonly resourceAccount: string | undefined
  readonly context: Context | undefined
  readonly symbolic: boolean
  /** The caller carries a permissions boundary. */
  readonly bounded: boolean
  /** The context by key in lower case, once it was asked for. */
  given: ReadonlyMap<string, Value> | undefined
  /** A value that is tried for a key that is not known, by tests that compare whole texts. */
  readonly tried?: { readonly key: string; readonly value: Given }
}

/** The value of a key, which is given in lower case. */
export function valueOf(inquiry: Inquiry, key: string): Value {
  if (inquiry.context) {
    inquiry.given ??= new Map(
      Object.entries(inquiry.context).map(([name, value]) => [name.toLowerCase(), asGiven(value)]),
    )
    const value = inquiry.given.get(key)
    // A list without values is what a request without the key has.
    if (value !== undefined) return Array.isArray(value) && value.length === 0 ? null : value
  }
  const value = derived(inquiry, key)
  return value === undefined && !inquiry.symbolic ? null : value
}

/** Callers that no compiler checks give `true` and `7` as well; what is no value of a key counts as left out. */
function asGiven(value: unknown): Value {
  if (typeof value === 'string' || value === null) return value
  if (typeof value === 'boolean' || typeof value === 'number') return String(value)
  return Array.isArray(value) ? textsOf(value) : undefined
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html */
function derived(inquiry: Inquiry, key: string): Value {
  if (key === 'aws:resourceaccount' || key === 's3:resourceaccount') {
    return inquiry.resourceAccount ?? accountOfArn(inquiry.resource)
  }
  const { who } = inquiry
  if (key.startsWith('aws:principal')) return ofPrincipal(who, key)
  if (key === 'aws:username') return who.kind === 'user' ? who.name : null
  if (key === 'kms:calleraccount') return who.account
  if (key === 'aws:userid') {
    if (who.kind === 'anonymous') return 'anonymous'
    if (who.kind === 'root') return who.account
    return who.kind === 'federated-user' ? `${who.account}:${who.name}` : undefined
  }
  return undefined
}

const principalTypes: { readonly [kind in Who['kind']]?: string } = {
  user: 'User',
  role: 'AssumedRole',
  session: 'AssumedRole',
  'federated-user': 'FederatedUser',
  root: 'Account',
  anonymous: 'Anonymous',
}

function ofPrincipal(who: Who, key: string): Value {
  switch (key) {
    case 'aws:principalarn':
      return who.kind === 'anonymous' ? null : who.principalArn
    case 'aws:principalaccount':
      return who.kind === 'anonymous' ? 'anonymous' : who.account
    case 'aws:principaltype':
      return principalTypes[who.kind]
    case 'aws:principalisawsservice':
      return who.kind === 'anonymous' ? null : String(who.kind === 'service')
    case 'aws:principalservicename':
      return who.kind === 'service' ? who.name : null
    case 'aws:principalservicenameslist':
      return who.kind === 'service' ? undefined : null
    default:
      // Organisation and tags are of IAM principals only.
      return who.kind === 'anonymous' || who.kind === 'service' ? null : undefined
  }
}
