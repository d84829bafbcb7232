/** Who answers for an entity, by every signal there is, the surest first. */
import { isKnown } from '../model/index.ts'
import type { Known, Owner } from '../model/index.ts'
import type { View } from '../inventory/view.ts'

/** Tag keys by which organisations name an owner, compared without case, `-` and `_`. */
const ownerTags = [
  'owner',
  'owneremail',
  'serviceowner',
  'team',
  'owningteam',
  'squad',
  'contact',
  'maintainer',
  'responsible',
]

type Tags = Known<{ readonly [key: string]: string }> | undefined

/** Owners of an identity, credential or resource by `id`; a credential's are those of the identity it authenticates. */
export function ownersOf(subject: { readonly id: string; readonly type: string }, view: View): readonly Owner[] {
  if (subject.type === 'credential')
    return view
      .edgesFrom(subject.id, 'authenticates')
      .flatMap((edge) => ownersOf({ id: edge.to, type: 'identity' }, view))
  const named = view
    .edgesTo(subject.id, 'owns')
    .map((edge) => ({ name: nameOf(edge.from, view), source: edge.evidence[0]?.source ?? 'owns' }))
  return [...named, ...taggedOwners(tagsOf(subject, view))]
}

function tagsOf(subject: { readonly id: string; readonly type: string }, view: View): Tags {
  if (subject.type === 'identity') return view.identity(subject.id)?.tags
  return view.resource(subject.id)?.facts['tags'] as Tags
}

function taggedOwners(tags: Tags): readonly Owner[] {
  if (!isKnown(tags)) return []
  const plain = (key: string): string => key.toLowerCase().replaceAll(/[-_ :]/g, '')
  return Object.entries(tags)
    .filter(([key, value]) => ownerTags.includes(plain(key)) && value.trim() !== '')
    .toSorted(([a], [b]) => ownerTags.indexOf(plain(a)) - ownerTags.indexOf(plain(b)))
    .map(([key, value]) => ({ name: value.trim(), source: `tag ${key}` }))
}

function nameOf(id: string, view: View): string {
  return view.identity(id)?.name ?? id
}
