/** Which list stands at a place. */
import type { Data } from './data.ts'
import type { Glyphs } from './glyphs.ts'
import type { Listing, Place } from './listing.ts'
import { coverageList } from './lists/coverage.ts'
import { findingList } from './lists/finding.ts'
import { findingsList } from './lists/findings.ts'
import { credentialsList, identitiesList } from './lists/identities.ts'
import { pathList } from './lists/path.ts'
import { identityPathRows } from './lists/paths-of.ts'
import { entityList, relationsList } from './lists/relations.ts'

export const tabs = ['findings', 'identities', 'credentials', 'coverage'] as const
export type Tab = (typeof tabs)[number]

export type ListAt = (place: Place) => Listing

export function listsOf(data: Data, glyphs: Glyphs): ListAt {
  return (place) => {
    if (place.kind === 'entity') {
      const entity = data.entity(place.id)
      if (entity === undefined) return relationsList(place.id, [])
      const paths = entity.type === 'identity' ? identityPathRows(data, entity.nativeId, glyphs) : []
      return entityList(data, entity, glyphs, paths)
    }
    if (place.kind === 'findings') return findingsList(data, glyphs)
    if (place.kind === 'identities') return identitiesList(data, glyphs)
    if (place.kind === 'credentials') return credentialsList(data, glyphs)
    if (place.kind === 'finding') {
      const finding = data.findings[place.index]
      return finding === undefined ? relationsList('Finding', []) : findingList(data, finding, place.index, glyphs)
    }
    if (place.kind === 'path') return pathList(data, place, glyphs)
    return coverageList(data)
  }
}
