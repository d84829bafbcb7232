import type { StepMeta } from '../../contract.ts'
import { isKnown } from '../../../model/index.ts'
import { ownersOf, ownershipOf } from '../map/owners.ts'
import { readPermission } from '../../shared/files/pieces.ts'
import type { FileContext } from '../session.ts'
import { emitOnce, readRows } from './read.ts'

export const meta = {
  id: 'owners',
  title: 'Owners that a file names',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['owners'],
} as const satisfies StepMeta

export async function step(context: FileContext): Promise<void> {
  const once = emitOnce(context)
  await readRows(context, undefined, (cells) => {
    const owner = cells.text('owner')
    if (typeof owner !== 'string') return
    const ownership = ownershipOf(context, cells, owner)
    once(ownership, cells.line)
    const owned = cells.text('entity')
    for (const record of ownersOf(context, cells, isKnown(owned) ? owned : ownership.id)) once(record, cells.line)
  })
}
