/** How Google writes principals, and who is among them. https://cloud.google.com/iam/docs/principal-identifiers */
import { serviceOfAgent } from '../../model/facts/gcp-service-agents.ts'

export type GcpMember =
  | { readonly kind: 'service-account'; readonly email: string }
  | { readonly kind: 'user'; readonly email: string }
  | { readonly kind: 'group'; readonly email: string }
  | { readonly kind: 'domain'; readonly domain: string }
  /** Anybody, signed in to Google or not. */
  | { readonly kind: 'all-users' }
  /** Anybody with an account of Google or a service account. */
  | { readonly kind: 'all-authenticated' }
  /** `projectOwner:acme`: whoever has that basic role on the project. */
  | { readonly kind: 'basic-role'; readonly role: string; readonly project: string }
  /** One identity of a pool; `pool` is `projects/N/locations/global/workloadIdentityPools/P`. */
  | { readonly kind: 'pool-subject'; readonly pool: string; readonly subject: string }
  /** Of a pool: `*` is all of them, else `group/G`, `attribute.repository/acme/api`, `namespace/default`,
   * `kubernetes.serviceaccount.uid/U`. */
  | { readonly kind: 'pool-set'; readonly pool: string; readonly set: string }
  /** All service accounts of a project, folder or organization; `service-agents`: those of Google there. */
  | { readonly kind: 'container-set'; readonly container: string; readonly of: 'all' | 'accounts' | 'service-agents' }
  /** An agent, by its own identity. */
  | { readonly kind: 'agent'; readonly trust: string; readonly path: string }
  /** Agents of a trust domain: `*`, or `attribute.platformContainer/…`. */
  | { readonly kind: 'agent-set'; readonly trust: string; readonly set: string }
  /** Deleted while it still held something: nobody any more. */
  | { readonly kind: 'deleted'; readonly of: string }
  | { readonly kind: 'other'; readonly text: string }

const known = new Map<string, GcpMember>()
/** Members are asked about over and over; what is remembered is let go of before it weighs. */
const most = 50_000

/** Of allow policies and of deny policies, which write the same principals in two ways. */
export function memberOf(text: string): GcpMember {
  const before = known.get(text)
  if (before !== undefined) return before
  const member = read(text)
  if (known.size >= most) known.clear()
  known.set(text, member)
  return member
}

function read(text: string): GcpMember {
  if (text === 'allUsers') return { kind: 'all-users' }
  if (text === 'allAuthenticatedUsers') return { kind: 'all-authenticated' }
  if (text.startsWith('deleted:')) return { kind: 'deleted', of: text.slice('deleted:'.length) }
  const [, scheme = '', rest = ''] = /^(principal|principalSet):\/\/(.+)$/s.exec(text) ?? []
  if (scheme === 'principal') return onePrincipal(rest) ?? { kind: 'other', text }
  if (scheme === 'principalSet') return principalSet(rest) ?? { kind: 'other', text }
  const colon = text.indexOf(':')
  return named(text.slice(0, colon), text.slice(colon + 1)) ?? { kind: 'other', text }
}

function named(kind: string, name: string): GcpMember | undefined {
  if (kind === 'serviceAccount') return ofKubernetes(name) ?? { kind: 'service-account', email: name.toLowerCase() }
  if (kind === 'user') return { kind: 'user', email: name.toLowerCase() }
  if (kind === 'group') return { kind: 'group', email: name.toLowerCase() }
  if (kind === 'domain') return { kind: 'domain', domain: name.toLowerCase() }
  const [, role] = /^project(Owner|Editor|Viewer)$/.exec(kind) ?? []
  return role === undefined ? undefined : { kind: 'basic-role', role: `roles/${role.toLowerCase()}`, project: name }
}

/**
 * `acme.svc.id.goog[shop/api]`: the service account `api` of Kubernetes in the namespace `shop`. The pool of a fleet is
 * named after its project, so that the number which the other form is written with is left open here.
 */
function ofKubernetes(name: string): GcpMember | undefined {
  const [, pool, namespace, account] = /^([^[\]]+\.svc\.id\.goog)\[([^/\]]+)\/([^\]]+)\]$/.exec(name) ?? []
  if (pool === undefined) return undefined
  return { kind: 'pool-subject', pool: anyProject(pool), subject: `ns/${namespace}/sa/${account}` }
}

function anyProject(pool: string): string {
  return `projects/-/locations/global/workloadIdentityPools/${pool}`
}

const poolForm =
  /^iam\.googleapis\.com\/(projects\/[^/]+\/locations\/global\/workloadIdentityPools\/[^/]+|locations\/global\/workforcePools\/[^/]+)\/(.+)$/s

function onePrincipal(rest: string): GcpMember | undefined {
  const [, email] = /^iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/(.+)$/.exec(rest) ?? []
  if (email !== undefined) return { kind: 'service-account', email: email.toLowerCase() }
  const [, user] = /^goog\/subject\/(.+)$/.exec(rest) ?? []
  if (user !== undefined) return { kind: 'user', email: user.toLowerCase() }
  const [, pool, path] = poolForm.exec(rest) ?? []
  if (pool !== undefined && path !== undefined) {
    if (path.startsWith('subject/'))
      return { kind: 'pool-subject', pool: ownPool(pool), subject: path.slice('subject/'.length) }
    // A service account of Kubernetes by its uid: one account, and all of its pods.
    return path.startsWith('kubernetes.serviceaccount.uid/')
      ? { kind: 'pool-set', pool: ownPool(pool), set: path }
      : undefined
  }
  const [, trust, agent] = /^(agents\.global\.[^/]+)\/(.+)$/s.exec(rest) ?? []
  return trust === undefined || agent === undefined ? undefined : { kind: 'agent', trust, path: agent }
}

function principalSet(rest: string): GcpMember | undefined {
  if (rest === 'goog/public:all') return { kind: 'all-users' }
  if (rest === 'goog/public:authenticated') return { kind: 'all-authenticated' }
  const [, group] = /^goog\/group\/(.+)$/.exec(rest) ?? []
  if (group !== undefined) return { kind: 'group', email: group.toLowerCase() }
  const [, container, type] =
    /^cloudresourcemanager\.googleapis\.com\/((?:projects|folders|organizations)\/[^/]+)(?:\/type\/(.+))?$/.exec(
      rest,
    ) ?? []
  if (container !== undefined) return containerSet(container, type)
  const [, pool, set] = poolForm.exec(rest) ?? []
  if (pool !== undefined && set !== undefined) return { kind: 'pool-set', pool: ownPool(pool), set }
  const [, trust, agents] = /^(agents\.global\.[^/]+)\/(.+)$/s.exec(rest) ?? []
  return trust === undefined || agents === undefined ? undefined : { kind: 'agent-set', trust, set: agents }
}

function containerSet(container: string, type: string | undefined): GcpMember | undefined {
  if (type === undefined) return { kind: 'container-set', container, of: 'all' }
  if (type === 'ServiceAccount') return { kind: 'container-set', container, of: 'accounts' }
  return type === 'ServiceAgent' ? { kind: 'container-set', container, of: 'service-agents' } : undefined
}

/** The pools of Kubernetes are one a project, whichever way that is written. */
function ownPool(pool: string): string {
  const [, name = ''] = /\/workloadIdentityPools\/([^/]+)$/.exec(pool) ?? []
  return name.endsWith('.svc.id.goog') ? anyProject(name) : pool
}

/** One way of writing for all of them, which policies are kept by: members of deny policies as allow policies have them. */
export function canonicalMember(text: string): string {
  const member = memberOf(text)
  switch (member.kind) {
    case 'service-account':
      return `serviceAccount:${member.email}`
    case 'user':
    case 'group':
      return `${member.kind}:${member.email}`
    case 'domain':
      return `domain:${member.domain}`
    case 'pool-subject': {
      const [, pool, namespace, account] =
        /^projects\/-\/.*\/([^/]+)#ns\/([^/]+)\/sa\/(.+)$/.exec(`${member.pool}#${member.subject}`) ?? []
      return pool === undefined ? text : `serviceAccount:${pool}[${namespace}/${account}]`
    }
    default:
      return text
  }
}

/** The project that a service account belongs to, as its e-mail tells: by id, or by number where that is all it has. */
export function projectOfAccount(email: string): string | undefined {
  const [, own] = /@([^@]+)\.iam\.gserviceaccount\.com$/.exec(email) ?? []
  if (own !== undefined) return isServiceAgent(email) ? undefined : domainScoped(own)
  const [, app] = /^([^@]+)@appspot\.gserviceaccount\.com$/.exec(email) ?? []
  const [, number] =
    /^(\d+)(?:-compute)?@(?:developer|cloudbuild|cloudservices)\.gserviceaccount\.com$/.exec(email) ?? []
  return app ?? number
}

/** Ids of old domain-scoped projects are written the other way round: `shop.acme.example` of `acme.example:shop`. */
function domainScoped(own: string): string {
  const dot = own.indexOf('.')
  return dot === -1 ? own : `${own.slice(dot + 1)}:${own.slice(0, dot)}`
}

/** Accounts that Google runs its services with. */
export function isServiceAgent(email: string): boolean {
  return serviceOfAgent(email) !== undefined
}
