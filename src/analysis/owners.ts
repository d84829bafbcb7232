/** Who answers for an entity, by every signal there is, the surest first. */
import { isKnown } from '../model/index.ts'
import type { Edge, Known, Owner } from '../model/index.ts'
import type { View } from '../inventory/view.ts'
import { declaredOwners } from './declared-owners.ts'
import { repositoryIdOf } from './effective/github-repositories.ts'

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

interface OwnedSubject {
  readonly id: string
  readonly type: string
}

/** What speaks for somebody as an owner. */
export interface OwnerClaim extends Owner {
  /** The owner's entity, where it is one. */
  readonly id?: string
  /** `hint`: somebody made it, or let it in, which is not yet to own it. */
  readonly level?: Edge['level']
}

/**
 * Owners of an identity, credential or resource by `id`: its own, then those of the identity that a credential
 * authenticates, then those of what it is kept in.
 */
export function ownersOf(subject: OwnedSubject, view: View): readonly Owner[] {
  return ownerClaimsOf(subject, view).map(({ name, source }) => ({ name, source }))
}

/** The same, with who it is. */
export function ownerClaimsOf(subject: OwnedSubject, view: View): readonly OwnerClaim[] {
  const entity = entityOf(subject, view)
  const declared = entity === undefined ? [] : declaredOwners(entity.nativeId, view)
  const named = [...view.edgesTo(subject.id, 'owns'), ...declared].map(({ from, level, evidence }): OwnerClaim => ({
    id: from,
    name: nameOf(from, view),
    source: evidence[0]?.source ?? 'owns',
    ...(level === undefined ? {} : { level }),
  }))
  const above: readonly OwnedSubject[] = [
    ...(subject.type === 'credential'
      ? view.edgesFrom(subject.id, 'authenticates').map((edge) => ({ id: edge.to, type: 'identity' }))
      : []),
    ...registrationsOf(subject, view),
    ...keptIn(subject, view),
  ]
  return distinct([
    ...named,
    ...taggedOwners(tagsOf(subject, view)),
    ...above.flatMap((each) => ownerClaimsOf(each, view)),
  ])
}

/** Applications of Entra ID are registered once and act elsewhere: whoever owns the registration owns what acts. */
function registrationsOf({ id, type }: OwnedSubject, view: View): readonly OwnedSubject[] {
  if (type !== 'identity' || !id.startsWith('azure:')) return []
  return view
    .edgesTo(id, 'runs-as')
    .filter(({ from }) => /^azure:[^:]+:(?:application|agent-blueprint):/.test(from))
    .map(({ from }) => ({ id: from, type: 'resource' }))
}

/** The repository that a key, secret, workflow or the like belongs to. */
function keptIn(subject: OwnedSubject, view: View): readonly OwnedSubject[] {
  const repository = repositoryIdOf(entityOf(subject, view))
  return repository === undefined || repository === subject.id ? [] : [{ id: repository, type: 'resource' }]
}

function entityOf({ id, type }: OwnedSubject, view: View) {
  if (type === 'identity') return view.identity(id)
  return type === 'credential' ? view.credential(id) : view.resource(id)
}

/** Whom two signals name alike is one; two accounts of one name are two people. */
function distinct(owners: readonly OwnerClaim[]): readonly OwnerClaim[] {
  const kept: OwnerClaim[] = []
  for (const owner of owners) if (!kept.some((other) => isSame(owner, other))) kept.push(owner)
  return kept
}

function isSame(a: OwnerClaim, b: OwnerClaim): boolean {
  return a.name === b.name && (a.id === undefined || b.id === undefined || a.id === b.id)
}

function tagsOf(subject: OwnedSubject, view: View): Tags {
  if (subject.type === 'credential') return undefined
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
  // A team of GitHub owns things and acts as nobody: it is a resource.
  return view.identity(id)?.name ?? view.resource(id)?.name ?? id
}
