/** Which identity a word of the command line means, and the store it is looked up in. */
import { UsageError } from '../../config/errors.ts'
import { nearest } from '../../config/suggest.ts'
import type { Principal } from '../../analysis/effective/aws-access/index.ts'
import { principalFor } from '../../analysis/effective/aws-access/index.ts'
import type { Store } from '../../inventory/store.ts'
import type { View } from '../../inventory/view.ts'
import { parse } from '../../inventory/view-sqlite.ts'
import type { Identity } from '../../model/index.ts'
import { clean } from '../../report/lines.ts'
import { withDocument } from '../documents.ts'
import { facets, loadSettings, storeFor } from '../house.ts'
import type { CommonOptions } from '../options.ts'

/** By id, native id or name, at most twenty; a session of a role is the role. */
export function findIdentities(store: Store, what: string): readonly Identity[] {
  const session = /^arn:([^:]+):sts::(\d{12}):assumed-role\/([^/]+)\/.+$/.exec(what)
  if (session) return identities(store, session[3]!).filter(({ nativeId }) => nativeId.split(':')[4] === session[2])
  return identities(store, what)
}

function identities(store: Store, what: string): readonly Identity[] {
  const among = `id=? OR json_extract(json, '$.nativeId')=? OR json_extract(json, '$.name')=?`
  return store.db
    .all(`SELECT json FROM record WHERE type='identity' AND (${among}) ORDER BY id LIMIT 20`, what, what, what)
    .map((row) => parse<Identity>(row))
}

/** Those who sign in with a credential of this id, or as whom a resource of this ARN or name runs. */
export function findBehind(store: Store, what: string): readonly Identity[] {
  const behind = store.db.all(
    `SELECT DISTINCT edge.target AS id FROM record JOIN edge ON edge.source=record.id
     AND edge.kind IN ('authenticates', 'runs-as') WHERE record.type IN ('credential', 'resource')
     AND (json_extract(record.json, '$.nativeId')=? OR json_extract(record.json, '$.name')=?) ORDER BY id LIMIT 20`,
    what,
    what,
  )
  return behind.flatMap((row) => identities(store, String(row['id'])))
}

export interface Asked {
  readonly identity: Identity
  readonly principal: Principal
  readonly view: View
}

/** The AWS user, role or root user that is meant; anything else is a mistake, with what may have been meant. */
export function principalIn(store: Store, what: string): Asked {
  const [identity, ...others] = findIdentities(store, what)
  if (!identity) throw nobody(store, what)
  if (others.length > 0) throw severalCalled(what, [identity, ...others])
  const view = store.view(identity.scope, facets)
  const principal = principalFor(view, identity)
  if (!principal)
    throw new UsageError(
      `${clean(identity.nativeId)} is of the kind ${identity.kind}; only AWS users, roles and root users can be asked about.`,
      `What is known of it: muster explain ${clean(what)}.`,
    )
  return { identity, principal, view }
}

/** ARNs stand alone on their lines, to be copied. */
export function severalCalled(what: string, found: readonly Identity[]): UsageError {
  const ids = found.map(({ nativeId }) => `\n  ${clean(nativeId)}`).join('')
  return new UsageError(`${found.length} identities are called "${clean(what)}".`, `Give one of these:${ids}`)
}

function nobody(store: Store, what: string): UsageError {
  if (store.scopes().length === 0) return emptyStore()
  const meant = nearest(what, namesIn(store))
  const hint =
    meant === undefined ? 'Give the ARN, name or id of an identity in the store.' : `Did you mean ${clean(meant)}?`
  return new UsageError(`No identity is called "${clean(what)}".`, hint)
}

/** Names of all identities, for suggestions. */
export function namesIn(store: Store): readonly string[] {
  return store.db
    .all(`SELECT DISTINCT json_extract(json, '$.name') AS name FROM record WHERE type='identity'`)
    .map((row) => String(row['name']))
}

export function emptyStore(): UsageError {
  return new UsageError(
    'The store holds no inventory yet.',
    'Collect one first (muster scan), or name an inventory document as the last argument.',
  )
}

/** The store, or the document that is named in its stead. */
export async function lookingIn<T>(
  document: string | undefined,
  flags: CommonOptions,
  work: (store: Store) => Promise<T>,
): Promise<T> {
  if (document !== undefined) return withDocument(document, { ...flags, quiet: true }, work)
  const store = storeFor(await loadSettings(flags), flags)
  try {
    return await work(store)
  } finally {
    store.close()
  }
}
