/** Credentials, and when they were used. */
import type { FileCredentialFacts } from '../../../model/facts/inventory-file.ts'
import type { Credential, Emission, Known, Usage } from '../../../model/index.ts'
import { isKnown } from '../../../model/index.ts'
import { fileOf, idOf, placeOf } from '../place.ts'
import type { Cells } from './cells.ts'
import { at, or, textOr } from './said.ts'
import type { Place } from './said.ts'
import { credentialKindOf } from './words.ts'

export function credentialId({ session }: Place, cells: Cells, nativeId: string): string {
  return idOf(session, kindOf(session, cells), nativeId)
}

function kindOf({ file }: Place['session'], cells: Cells): Credential['kind'] {
  const type = cells.text('type')
  return (typeof type === 'string' ? credentialKindOf(type) : undefined) ?? file.defaults.type ?? 'token'
}

export function credentialOf(place: Place, cells: Cells, nativeId: string): Emission & { readonly type: 'credential' } {
  const { file, source } = place.session
  const kind = kindOf(place.session, cells)
  const expiresAt = at(cells.date('expiresAt'))
  return {
    type: 'credential',
    id: idOf(place.session, kind, nativeId),
    ...placeOf(place),
    kind,
    nativeId,
    name: textOr(cells.text('name'), nativeId),
    createdAt: at(cells.date('createdAt')),
    expiresAt,
    rotatedAt: at(cells.date('rotatedAt')),
    enabled: cells.flag('enabled'),
    lifetime: lifetimeOf(kind, expiresAt),
    facts: {
      file: fileOf(file),
      line: cells.line,
      source,
      credentialType: cells.text('type'),
      storedIn: cells.text('storedIn'),
      owner: or(cells.text('owner'), file.defaults.owner),
    } satisfies FileCredentialFacts,
  }
}

function lifetimeOf(kind: Credential['kind'], expiresAt: Known<string>): Credential['lifetime'] {
  if (kind === 'session' || kind === 'federated') return 'ephemeral'
  return isKnown(expiresAt) ? 'expiring' : 'static'
}

/** When the file says of it whether it was used. */
export function usageOf({ session }: Place, cells: Cells, subject: string): readonly (Emission & Usage)[] {
  if (!cells.has('lastUsedAt')) return []
  const used = cells.date('lastUsedAt')
  const { usedSince } = session.file
  return [
    {
      type: 'usage',
      subject,
      lastUsedAt: at(used),
      observedSince: usedSince === undefined ? null : `${usedSince}T00:00:00Z`,
      precision: isKnown(used) ? (used.day ? 'day' : 'exact') : 'none',
      source: fileOf(session.file),
    },
  ]
}
