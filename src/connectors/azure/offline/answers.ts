/** Answers the questions of the steps from files. */
import { VendorError } from '../../errors.ts'
import type { Answer, Question, Send } from '../client.ts'
import type { Part, Row } from './files.ts'
import { isRow } from './files.ts'
import { answered, ownQuery, typeIn } from './query.ts'

export interface FileAnswers {
  readonly send: Send
  /** Files that were answered from since the last time, and that say that they go on elsewhere, in no other file. */
  readonly cut: () => readonly string[]
}

/** Questions whose answer no file holds are not asked of anybody: they reject, as something that was not collected. */
export function answersFrom(parts: readonly Part[]): FileAnswers {
  let used: (readonly Part[])[] = []
  const take = (found: readonly Part[]): readonly Part[] => {
    used.push(found)
    return found
  }
  const respond = ({ url, body }: Pick<Question, 'url' | 'body'>): Answer => {
    const address = new URL(url)
    const { pathname } = address
    if (pathname.endsWith('/Microsoft.ResourceGraph/resources')) return shown(parts, body, take)
    if (pathname.endsWith('/$batch')) return batched(body, (part) => respond({ url: `${address.origin}/v1.0${part}` }))
    return listed(parts, address, take)
  }
  return {
    send: async (question) => respond(question),
    cut: () => {
      const ends = used.filter((found) => found.length > 0 && found.every(({ more }) => more))
      used = []
      return [...new Set(ends.flatMap((found) => found.map(({ path }) => path)))].toSorted()
    },
  }
}

type Take = (found: readonly Part[]) => readonly Part[]

function ok(data: unknown): Answer {
  return { status: 200, headers: {}, data }
}

function notHeld(what: string): VendorError {
  return new VendorError(`No file that was given holds ${what}.`, what, 'not-collected')
}

function shown(parts: readonly Part[], body: unknown, take: Take): Answer {
  const text = isRow(body) && typeof body['query'] === 'string' ? body['query'] : ''
  const query = ownQuery(text)
  const found = parts
    .filter(({ list }) => list === 'azure')
    .map((part) => ({ part, rows: part.rows.flatMap((row) => answered(query, row) ?? []) }))
    .filter(({ rows }) => rows.length > 0)
  if (found.length === 0)
    throw notHeld(query.types.length === 0 ? 'resources with an identity' : `what is of type ${query.types[0]}`)
  take(found.map(({ part }) => part))
  return ok({ data: found.flatMap(({ rows }) => rows) })
}

/** A list, whole or expanded by a relation; or what stands below one thing, where its rows say whose they are. */
function listed(parts: readonly Part[], { pathname, searchParams }: URL, take: Take): Answer {
  const path = decodeURIComponent(pathname).replace(/^\/(?:v1\.0|beta)\//, '')
  const [relation] = /^\w+/.exec(searchParams.get('$expand') ?? '') ?? []
  const named = parts.filter(({ list }) => list === path || path.endsWith(`/${list}`))
  const found = named.filter(({ rows }) => isOf(rows, relation))
  if (found.length === 0 && relation !== undefined) throw notHeld(`${path} with ${relation}`)
  if (found.length === 0) return assigned(parts, path, take)
  const [first] = take(found)
  return ok(first?.single === true ? first.rows[0] : { value: found.flatMap(({ rows }) => rows) })
}

/** An expanded list may hold nothing but ids beside the relation, and is then no list of the things themselves. */
function isOf(rows: readonly Row[], relation: string | undefined): boolean {
  if (relation !== undefined) return rows.some((row) => relation in row)
  return !rows.some(
    (row) => ['owners', 'federatedIdentityCredentials'].some((name) => name in row) && !('displayName' in row),
  )
}

/** `servicePrincipals/{id}/appRoleAssignedTo`: each row names the API that it is of. */
function assigned(parts: readonly Part[], path: string, take: Take): Answer {
  const [, api] = /^servicePrincipals\/([^/]+)\/appRoleAssignedTo$/.exec(path) ?? []
  const rows = (part: Part): readonly Row[] => part.rows.filter((row) => row['resourceId'] === api)
  const found =
    api === undefined ? [] : parts.filter((part) => part.list === 'appRoleAssignments' && rows(part).length > 0)
  if (found.length === 0) throw notHeld(withoutIds(path))
  return ok({ value: take(found).flatMap(rows) })
}

/** The same words for many things alike. */
function withoutIds(path: string): string {
  return path.includes('/providers/')
    ? typeIn(path)
    : path.replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/gi, '{id}')
}

/** Stands in a refusal of a part of a batch that no file tells anything of. */
export const notInFiles = 'Microsoft answered with status 400: NotInFiles: '

/** If no file tells anything of any part, the batch is not held at all. */
function batched(body: unknown, respond: (url: string) => Answer): Answer {
  const requests = isRow(body) && Array.isArray(body['requests']) ? body['requests'].filter(isRow) : []
  let missing: VendorError | undefined
  let held = 0
  const responses = requests.map(({ id, url }) => {
    try {
      const { status, data } = respond(String(url))
      held += 1
      return { id, status, body: data }
    } catch (error) {
      if (!(error instanceof VendorError)) throw error
      missing = error
      return { id, status: 400, body: { error: { code: 'NotInFiles', message: error.message } } }
    }
  })
  if (missing !== undefined && held === 0) throw missing
  return ok({ responses })
}
