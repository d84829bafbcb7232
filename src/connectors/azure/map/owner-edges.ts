/** Edges from those that own or sponsor things, and what could not be seen of them. */
import type { AzureContext } from '../place.ts'
import type { Person } from '../routes/people.ts'
import { emitOwner } from './people.ts'
import { tellStrangers, tellUnlisted } from './unlisted.ts'

export interface OwnerEdges {
  /** `to`: the entity that they own. */
  readonly add: (to: string, rows: readonly Person[], source: string) => void
  readonly tell: () => void
}

/** `who`: in words, one and many. */
export function ownerEdges(
  context: AzureContext,
  who: { readonly one: string; readonly many: string; readonly via?: string },
): OwnerEdges {
  const seen = new Map<string, { readonly row: Person; readonly entity: string | undefined }>()
  const entityOf = (row: Person): string | undefined => {
    const known = seen.get(row.id) ?? { row, entity: emitOwner(context, row) }
    seen.set(row.id, known)
    return known.entity
  }
  const via = who.via === undefined ? {} : { via: who.via }
  return {
    add: (to, rows, source) => {
      for (const from of rows.flatMap((row) => entityOf(row) ?? []))
        context.emit({ type: 'edge', kind: 'owns', from, to, ...via, level: 'configured', evidence: [{ source }] })
    },
    tell: () => {
      const found = [...seen.values()]
      const strangers = found.filter(({ entity }) => entity === undefined).length
      if (context.session.facts.principals !== undefined)
        tellStrangers(context, `Left out of the ${who.many}:`, strangers)
      else if (strangers > 0) tellUnlisted(context, `${who.many} that are no people are left out`)
      const untold = found.filter(({ row }) => isUntold(row)).length
      if (untold > 0) tellUntold(context, untold === 1 ? `one ${who.one}` : `${untold} ${who.many}`)
    },
  }
}

/** Of accounts that may not be read, Graph shows the id alone; of those that may be read in part, the name. */
function isUntold(row: Person): boolean {
  return /\.(?:agentU|u)ser$/.test(row['@odata.type'] ?? '') && row.accountEnabled == null
}

function tellUntold({ gap }: AzureContext, whose: string): void {
  gap({
    reason: 'denied',
    permission: 'User.Read.All',
    detail: `Of ${whose} Graph does not show whether the account is enabled: it takes User.Read.All.`,
  })
}
