/** Who the members of a policy are, as Google writes them: https://cloud.google.com/iam/docs/principal-identifiers */
import { accountId, ownId, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import { agentOf } from './service-agent.ts'

export type Member =
  | { readonly kind: 'person' }
  | { readonly kind: 'account' | 'agent' | 'group'; readonly member: string; readonly email: string }
  /** Whoever a pool lets in: of workload identity federation, of a cluster, of Vertex AI's agents. */
  | { readonly kind: 'pool'; readonly member: string }
  /** Everybody, domains, convenience members, and what was deleted. */
  | { readonly kind: 'other'; readonly member: string }

/** Workforce pools let people in; whole sets of them stay, as domains do. */
const workforce = /^principal:\/\/iam\.googleapis\.com\/locations\/global\/workforcePools\//
const workforceSet = /^principalSet:\/\/iam\.googleapis\.com\/locations\/global\/workforcePools\//
const person = /^(?:deleted:)?(?:user:|principal:\/\/goog\/subject\/)/

export function memberOf(written: string): Member {
  if (person.test(written) || workforce.test(written.replace(/^deleted:/, ''))) return { kind: 'person' }
  if (workforceSet.test(written)) return { kind: 'other', member: written }
  if (/^principal(?:Set)?:\/\//.test(written)) return { kind: 'pool', member: written }
  const [, kind, name] = /^(serviceAccount|group):(.+)$/.exec(written) ?? []
  if (name === undefined) return { kind: 'other', member: written }
  // The accounts of a cluster: `acme-prod.svc.id.goog[namespace/name]`, of which the name knows no upper case.
  if (name.includes('[')) return { kind: 'pool', member: written }
  const email = name.toLowerCase()
  const member = `${kind}:${email}`
  if (kind === 'group') return { kind: 'group', member, email }
  return { kind: agentOf(email) === undefined ? 'account' : 'agent', member, email }
}

/** The entity that a grant to this member begins at; undefined where it is none. */
export function holderOf(member: Member, context: GcpContext): string | undefined {
  if (member.kind === 'account') return accountId(member.email)
  if (member.kind === 'group') return seenId(context, 'group', member.email)
  if (member.kind === 'pool' && member.member.startsWith('principal://agents.'))
    return ownId('agent-identity', member.member)
  return undefined
}
