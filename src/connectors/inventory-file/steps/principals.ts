import type { StepMeta } from '../../contract.ts'
import { usageOf } from '../map/credentials.ts'
import { ownersOf } from '../map/owners.ts'
import { principalOf } from '../map/principals.ts'
import { readPermission } from '../../shared/files/pieces.ts'
import type { FileContext } from '../session.ts'
import { emitOnce, readRows } from './read.ts'

export const meta = {
  id: 'principals',
  title: 'Principals that a file lists',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['principals'],
} as const satisfies StepMeta

export async function step(context: FileContext): Promise<void> {
  const once = emitOnce(context)
  await readRows(context, 'id', (cells, again) => {
    const id = cells.text('id')
    if (typeof id !== 'string' || again) return
    const principal = principalOf(context, cells, id)
    context.emit(principal)
    for (const record of usageOf(context, cells, principal.id)) context.emit(record)
    for (const record of ownersOf(context, cells, principal.id)) once(record, cells.line)
  })
}
