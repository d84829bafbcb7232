/** Owners: people by their address, teams by their name. */
import type { OwnershipFacts } from '../../../model/facts/inventory-file.ts'
import type { Edge, Emission } from '../../../model/index.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import { fileOf, idOf, placeOf } from '../place.ts'
import type { Cells } from './cells.ts'
import { or } from './said.ts'
import type { Place } from './said.ts'
import { isAddress } from './words.ts'

/** The owner, as whoever they are, and what they own. Several may stand in one cell. */
export function ownersOf(place: Place, cells: Cells, owned: string): readonly Emission[] {
  const { file } = place.session
  const owner = or(cells.text('owner'), file.defaults.owner)
  if (!isKnown(owner)) return []
  return owner.split(/\s*[;\n]\s*/).flatMap((each) => {
    const who = ownerOf(place, each)
    return who === undefined ? [] : [who, owns(place, cells, who.id, owned)]
  })
}

function ownerOf(place: Place, owner: string): (Emission & { readonly type: 'identity' | 'resource' }) | undefined {
  // `Ada Stone <ada.stone@acme.example>`
  const address = (/<([^<>\s]+)>\s*$/.exec(owner)?.[1] ?? owner).replace(/^mailto:/i, '').toLowerCase()
  if (isAddress(address)) return userOf(place, address)
  const team = owner.trim()
  if (team === '') return undefined
  const id = idOf(place.session, 'team', team)
  return { type: 'resource', id, ...placeOf(place), kind: 'team', nativeId: team, name: team, facts: { team } }
}

function userOf(place: Place, email: string): Emission & { readonly type: 'identity' } {
  return {
    type: 'identity',
    id: idOf(place.session, 'user', email),
    ...placeOf(place),
    kind: 'user',
    nativeId: email,
    name: email,
    createdAt: unknown('not-collected'),
    enabled: unknown('not-collected'),
    class: 'human',
    environment: null,
    purpose: null,
    tags: null,
    facts: { email },
  }
}

function owns({ session }: Place, { line }: Cells, from: string, to: string): Emission & Edge {
  const evidence = [{ source: fileOf(session.file), detail: `line ${line}` }]
  return { type: 'edge', kind: 'owns', from, to, level: 'configured', evidence }
}

export function ownershipOf(place: Place, cells: Cells, owner: string): Emission & { readonly type: 'resource' } {
  const { file, source } = place.session
  const [nativeId, owned] = [cells.text('nativeId'), cells.text('entity')]
  const native = `${isKnown(owned) ? owned : isKnown(nativeId) ? nativeId : ''} ${owner}`
  return {
    type: 'resource',
    id: idOf(place.session, 'ownership', native),
    ...placeOf(place),
    kind: 'ownership',
    nativeId: native,
    name: native,
    facts: {
      file: fileOf(file),
      line: cells.line,
      source,
      ownedNativeId: nativeId,
      ownedId: owned,
      owner,
    } satisfies OwnershipFacts,
  }
}
