/** Principals: those that have a row, and those that only a credential names. */
import type { PrincipalFacts } from '../../../model/facts/inventory-file.ts'
import type { AiFacet, Emission, IdentityClass } from '../../../model/index.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import { fileOf, idOf, placeOf } from '../place.ts'
import type { Cells } from './cells.ts'
import { at, or, textOr } from './said.ts'
import type { Place } from './said.ts'
import { classOf } from './words.ts'

export function principalOf(place: Place, cells: Cells, nativeId: string): Emission & { readonly type: 'identity' } {
  const { file, source } = place.session
  const { environment, purpose } = file.defaults
  const type = cells.text('type')
  const of = classFor(place, cells)
  const ai = of === 'ai' ? facetFor(place, cells) : undefined
  return {
    type: 'identity',
    id: idOf(place.session, 'principal', nativeId),
    ...placeOf(place),
    kind: 'principal',
    nativeId,
    name: textOr(cells.text('name'), nativeId),
    createdAt: at(cells.date('createdAt')),
    enabled: cells.flag('enabled'),
    class: of,
    ...(ai === undefined ? {} : { ai }),
    environment: or(cells.text('environment'), environment),
    purpose: or(cells.text('purpose'), purpose),
    tags: cells.tags(),
    facts: {
      file: fileOf(file),
      line: cells.line,
      source,
      principalType: type,
      privileges: cells.list('privileges'),
      owner: or(cells.text('owner'), file.defaults.owner),
    } satisfies PrincipalFacts,
  }
}

/** The class that the row gives, or what its type says, or what the settings say of all. */
function classFor({ session }: Place, cells: Cells): IdentityClass {
  const said = [cells.text('class'), cells.text('type')].flatMap((text) =>
    typeof text === 'string' ? (classOf(text) ?? []) : [],
  )
  return said[0] ?? session.file.defaults.class ?? 'unknown'
}

function facetFor({ session }: Place, cells: Cells): AiFacet {
  const { file } = session
  const models = cells.list('models')
  return {
    kind: 'agent',
    vendor: textOr(or(cells.text('vendor'), file.defaults.vendor), 'unknown'),
    models: isKnown(models) ? models : [],
    confidence: 0.8,
    evidence: [`${fileOf(file)}, line ${cells.line}, says so`],
  }
}

/** Of a principal of which only a credential tells. */
export function namedPrincipal(place: Place, cells: Cells, nativeId: string): Emission {
  const { file, source } = place.session
  return {
    type: 'identity',
    id: idOf(place.session, 'principal', nativeId),
    ...placeOf(place),
    kind: 'principal',
    nativeId,
    name: nativeId,
    createdAt: unknown('not-collected'),
    enabled: unknown('not-collected'),
    class: file.defaults.class ?? 'unknown',
    environment: or(unknown('not-collected'), file.defaults.environment),
    purpose: or(unknown('not-collected'), file.defaults.purpose),
    tags: unknown('not-collected'),
    facts: {
      file: fileOf(file),
      line: cells.line,
      source,
      principalType: unknown('not-collected'),
      privileges: unknown('not-collected'),
      owner: or(cells.text('owner'), file.defaults.owner),
    } satisfies PrincipalFacts,
  }
}
