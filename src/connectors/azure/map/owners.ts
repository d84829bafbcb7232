/** Who owns applications and service principals: the same question of two lists. */
import { isUnknown } from '../../../model/index.ts'
import type { AzureContext } from '../place.ts'
import { rowsOf } from '../read.ts'
import type { OwnedRow } from '../routes/owners.ts'
import type { Person } from '../routes/people.ts'
import type { Route } from '../route.ts'
import { emitOwner } from './people.ts'
import { related } from './related.ts'
import { tellStrangers, tellUnlisted } from './unlisted.ts'

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
  const full = new Map<string, string>()
  const owners = new Map<string, { readonly row: Person; readonly entity: string | undefined }>()
  const ownerOf = (row: Person): string | undefined => {
    const known = owners.get(row.id) ?? { row, entity: emitOwner(context, row) }
    owners.set(row.id, known)
    return known.entity
  }
  const emit = (to: string, rows: readonly Person[], source: string): void => {
    for (const from of rows.flatMap((row) => ownerOf(row) ?? []))
      context.emit({ type: 'edge', kind: 'owns', from, to, level: 'configured', evidence: [{ source }] })
  }
  for await (const row of rowsOf(context, list)) {
    emit(entity(row), row.owners, list.operation)
    if (row.owners.length >= most) full.set(row.id, entity(row))
  }
  const things = [...full.keys()].map((id) => ({ id }))
  for (const [id, rows] of await related(context, one, things, 'Further owners of'))
    if (!isUnknown(rows)) emit(full.get(id) ?? '', rows, one.operation)
  const found = [...owners.values()]
  const strangers = found.filter((owner) => owner.entity === undefined).length
  if (context.session.facts.principals !== undefined) tellStrangers(context, 'Left out of the owners:', strangers)
  else if (strangers > 0) tellUnlisted(context, 'owners that are no people are left out')
  tellUntold(
    context,
    found.map(({ row }) => row),
  )
}

/** Of accounts that may not be read, Graph shows the id alone; of those that may be read in part, the name. */
function tellUntold({ gap }: AzureContext, owners: readonly Person[]): void {
  const untold = owners.filter(
    (owner) => /\.(?:agentU|u)ser$/.test(owner['@odata.type'] ?? '') && owner.accountEnabled == null,
  )
  if (untold.length === 0) return
  const whose = untold.length === 1 ? 'one owner' : `${untold.length} owners`
  gap({
    reason: 'denied',
    permission: 'User.Read.All',
    detail: `Of ${whose} Graph does not show whether the account is enabled: it takes User.Read.All.`,
  })
}
