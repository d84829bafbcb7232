/** Who owns applications and service principals: the same question of two lists. */
import { isUnknown } from '../../../model/index.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import type { Route } from '../route.ts'
import type { OwnedRow } from '../routes/owners.ts'
import type { Person } from '../routes/people.ts'
import { ownerEdges } from './owner-edges.ts'
import { related } from './related.ts'

interface Owned {
  /** With the owners of each row. */
  readonly list: Route<OwnedRow>
  /** The owners of one, all of them. */
  readonly one: Route<Person>
  /** Entity id of what is owned. */
  readonly entity: (row: OwnedRow) => string
}

/** What an expanded list shows of one object at most, without a word about the rest. */
const most = 20

export async function readOwners(context: AzureContext, { list, one, entity }: Owned): Promise<void> {
  const edges = ownerEdges(context, { one: 'owner', many: 'owners' })
  const full = new Map<string, string>()
  for await (const row of rowsOf(context, list)) {
    edges.add(entity(row), row.owners, `${list.operation}?$expand=owners`)
    if (row.owners.length >= most) full.set(row.id, entity(row))
  }
  const things = [...full.keys()].map((id) => ({ id }))
  for (const [id, rows] of await related(context, one, things, 'Further owners of'))
    if (!isUnknown(rows)) edges.add(full.get(id) ?? '', rows, one.operation)
  edges.tell()
}
