/** Members of policies that belong to a project which is not among those that were read. */
import { isServiceAgent, memberOf, projectOfAccount } from '../../analysis/effective/gcp-principals.ts'
import { worldOf } from '../../analysis/effective/gcp-world/index.ts'
import type { View } from '../../inventory/view.ts'
import type { GcpBinding } from '../../model/facts/gcp.ts'
import type { GapReason } from '../../model/index.ts'

export interface Foreigner {
  /** As the policy writes it. */
  readonly member: string
  readonly role: string
  readonly condition: GcpBinding['condition']
  /** `build@vendor.iam.gserviceaccount.com`, or `the pool ci of project 123`. */
  readonly words: string
}

/** Google's own accounts run its services in the customer's name, whichever project they are of. */
export function foreignIn({ members, role, condition }: GcpBinding, view: View, known: readonly string[]): Foreigner[] {
  return members.flatMap((member) => {
    const found = ownerOf(member)
    if (found === undefined || known.includes(found.project) || known.includes(found.name)) return []
    const own = worldOf(view).container(`projects/${found.project}`) !== undefined
    return own ? [] : [{ member, role, condition, words: found.words }]
  })
}

interface Owner {
  /** By id or number. */
  readonly project: string
  readonly name: string
  readonly words: string
}

function ownerOf(text: string): Owner | undefined {
  const member = memberOf(text)
  if (member.kind === 'service-account') {
    const project = isServiceAgent(member.email) ? undefined : projectOfAccount(member.email)
    return project === undefined ? undefined : { project, name: member.email, words: member.email }
  }
  if (member.kind !== 'pool-subject' && member.kind !== 'pool-set') return undefined
  const [, project, pool] =
    /^projects\/([^/]+)\/locations\/global\/workloadIdentityPools\/([^/]+)$/.exec(member.pool) ?? []
  // Pools of clusters are named by the project: `acme.svc.id.goog`.
  const owner = project === '-' ? pool?.replace(/\.svc\.id\.goog$/, '') : project
  return owner === undefined
    ? undefined
    : { project: owner, name: member.pool, words: `the pool ${pool} of project ${owner}` }
}

/**
 * Which projects are one's own is known where a whole organization was read: a project that is scanned by itself, or a
 * folder, may stand beside others of the same organization.
 */
export function homeOf(view: View): 'read' | { readonly because: GapReason; readonly missing: readonly string[] } {
  const organizations = view.scopes().filter(({ provider, kind }) => provider === 'gcp' && kind === 'organization')
  const scopes = [view.scope, ...organizations]
  const gap = scopes.map(({ id }) => view.gap('gcp.hierarchy', id)).find((found) => found !== undefined)
  if (gap !== undefined) return { because: gap.reason, missing: [gap.permission ?? projectsOfAll] }
  return scopes.some(({ kind }) => kind === 'organization')
    ? 'read'
    : { because: 'not-collected', missing: [`${projectsOfAll} of the organization`] }
}

const projectsOfAll = 'resourcemanager.projects.get'
