/** Principals, resources and roles in words. */
import type { View } from '../../../inventory/view.ts'
import type { PathStatement } from '../../../model/index.ts'
import { containerIn } from '../gcp-facts.ts'
import { memberOf } from '../gcp-principals.ts'
import { worldOf } from '../gcp-world/index.ts'

/** An e-mail where there is one; else as policies write it. */
export function nativeIdOf(member: string): string {
  const found = memberOf(member)
  return found.kind === 'service-account' ? found.email : member
}

/** The name of a service account, what a principal of a pool is, or the member itself. */
export function nameOf(view: View, member: string): string {
  const found = memberOf(member)
  if (found.kind === 'service-account') return worldOf(view).account(found.email)?.name ?? found.email
  return memberWords(member)
}

/** `principals of the pool github with attribute.repository/acme/api` */
export function memberWords(member: string): string {
  const found = memberOf(member)
  if (found.kind === 'service-account') return found.email
  if (found.kind === 'pool-subject') return `${found.subject} of the pool ${poolWords(found.pool)}`
  if (found.kind === 'pool-set')
    return found.set === '*'
      ? `every principal of the pool ${poolWords(found.pool)}`
      : `principals of the pool ${poolWords(found.pool)} with ${found.set}`
  return member
}

function poolWords(pool: string): string {
  return pool.split('/').at(-1) ?? pool
}

/** `the project acme`, `the folder production (folders/2)` */
export function containerWords(view: View, name: string): string {
  const [kind = '', id = ''] = name.split('/')
  const shown = worldOf(view).container(name)?.displayName
  if (kind === 'projects') return `the project ${id}`
  const word = kind === 'folders' ? 'folder' : 'organization'
  return shown === undefined || shown === name ? `the ${word} ${id}` : `the ${word} ${shown}`
}

/** Of a full resource name. */
export function resourceWords(view: View, resource: string): string {
  const container = containerIn(resource)
  if (container !== undefined) return containerWords(view, container)
  const [, email] = /\/serviceAccounts\/([^/]+)$/.exec(resource) ?? []
  return email === undefined ? (resource.split('/').at(-1) ?? resource) : `the service account ${email}`
}

/** `roles/iam.serviceAccountTokenCreator`, or several of them. */
export function rolesIn(statements: readonly PathStatement[]): string {
  const roles = [...new Set(statements.filter(({ effect }) => effect === 'Allow').map(({ policy }) => policy))]
  return roles.length === 0 ? 'a role' : roles.slice(0, 3).join(' and ')
}

/** The resource whose policy a statement stands in: its holder, or what its text says where a principal is the holder. */
export function resourceOf({ holder, text }: PathStatement): string | undefined {
  if (holder.startsWith('//')) return holder
  const [, named] = /"resource":"([^"]+)"/.exec(text) ?? []
  return named
}

/** ` on the project acme and on the service account deploy@…`; empty where nobody knows. */
export function whereIn(view: View, statements: readonly PathStatement[]): string {
  const resources = [
    ...new Set(statements.flatMap((each) => (each.effect === 'Allow' ? (resourceOf(each) ?? []) : []))),
  ]
  return resources.length === 0
    ? ''
    : ` on ${resources
        .slice(0, 2)
        .map((each) => resourceWords(view, each))
        .join(' and on ')}`
}
