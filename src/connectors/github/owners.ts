/** Owners as CODEOWNERS names them, and the edges from them. */
import type { Evidence } from '../../model/index.ts'
import { idOf, placeOf } from './place.ts'
import type { GithubContext } from './place.ts'

/**
 * Teams of the organization, by their name; people, where the list of members knows their login. An e-mail address, and
 * anybody that the list does not know, stays a name in the facts.
 */
export function ownerId(context: GithubContext, owner: string): string | undefined {
  const { organization, facts } = context.session
  const [login = '', slug] = owner.replace(/^@/, '').toLowerCase().split('/')
  if (!owner.startsWith('@')) return undefined
  if (slug !== undefined) return login === organization.login.toLowerCase() ? idOf(context, 'team', slug) : undefined
  const id = facts.users?.get(login)
  return id === undefined ? undefined : idOf(context, 'user', id)
}

/** A team is told once, when it first owns something. */
export function emitTeam(context: GithubContext, owner: string, told: Set<string>): void {
  const slug = owner.split('/')[1]?.toLowerCase()
  const id = ownerId(context, owner)
  if (slug === undefined || id === undefined || told.has(slug)) return
  told.add(slug)
  const name = `@${context.session.organization.login}/${slug}`
  context.emit({ type: 'resource', id, ...placeOf(context), kind: 'team', nativeId: slug, name, facts: {} })
}

export function emitOwner(context: GithubContext, owner: string, to: string, evidence: Evidence): void {
  const from = ownerId(context, owner)
  if (from !== undefined)
    context.emit({ type: 'edge', kind: 'owns', from, to, level: 'configured', evidence: [evidence] })
}
