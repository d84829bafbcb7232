import type { StepMeta } from '../../contract.ts'
import type { Edge, Emission } from '../../../model/index.ts'
import { isKnown } from '../../../model/index.ts'
import { credentialId, credentialOf, usageOf } from '../map/credentials.ts'
import { ownersOf } from '../map/owners.ts'
import { namedPrincipal } from '../map/principals.ts'
import type { Cells } from '../map/cells.ts'
import { fileOf, idOf } from '../place.ts'
import { readPermission } from '../../shared/files/pieces.ts'
import type { FileContext } from '../session.ts'
import { emitOnce, readRows } from './read.ts'

export const meta = {
  id: 'credentials',
  title: 'Credentials that a file lists',
  tier: 'core',
  scopes: ['workspace'],
  needs: [readPermission],
  emits: ['credentials'],
} as const satisfies StepMeta

export async function step(context: FileContext): Promise<void> {
  const once = emitOnce(context)
  await readRows(context, 'id', (cells, again) => {
    const id = cells.text('id')
    if (typeof id !== 'string') return
    // A credential that several share may have a row for each: who else holds it is not lost.
    for (const record of holdersOf(context, cells, credentialId(context, cells, id))) once(record, cells.line)
    if (again) return
    const credential = credentialOf(context, cells, id)
    context.emit(credential)
    for (const record of usageOf(context, cells, credential.id)) context.emit(record)
    for (const record of ownersOf(context, cells, credential.id)) once(record, cells.line)
  })
}

function holdersOf(context: FileContext, cells: Cells, credential: string): readonly Emission[] {
  const { session } = context
  const [principals, entity] = [cells.list('principal'), cells.text('entity')]
  const named = isKnown(principals) ? principals : []
  const authenticates = (to: string): Emission & Edge => ({
    type: 'edge',
    kind: 'authenticates',
    from: credential,
    to,
    level: 'configured',
    evidence: [{ source: fileOf(session.file), detail: `line ${cells.line}` }],
  })
  return [
    ...(session.principalsListed ? [] : named.map((each) => namedPrincipal(context, cells, each))),
    ...named.map((each) => authenticates(idOf(session, 'principal', each))),
    ...(isKnown(entity) ? [authenticates(entity)] : []),
  ]
}
