import type { AllowPolicyFacts, GcpBinding, GcpCondition, GcpGrant } from '../../../model/facts/gcp.ts'
import { byProjectId, containerIn, ownId, placeOf, seenId } from '../place.ts'
import type { GcpContext } from '../place.ts'
import type { PolicyAnswer } from '../routes/allow-policies.ts'
import { emitAgent } from './service-agent.ts'
import { holderOf, memberOf } from './members.ts'
import type { Member } from './members.ts'

export interface Attached {
  /** Full resource name, as an API gave it. */
  readonly resource: string
  readonly assetType: string
  /** What it lies in, where its name does not say it. */
  readonly within: string | undefined
  readonly policy: PolicyAnswer
  readonly source: string
}

interface Bound {
  readonly binding: GcpBinding
  readonly members: readonly Member[]
}

/** Of people alone nothing is kept: a policy that holds nobody else is none of this inventory's. */
export function emitPolicy(context: GcpContext, attached: Attached): void {
  const resource = resourceNameOf(attached.resource, context)
  const bound = attached.policy.bindings.map(boundOf).filter(({ binding }) => binding.members.length > 0)
  if (bound.length === 0) return
  const container = containerIn(resource) ?? within(attached.within, context)
  const facts = {
    resource,
    container: container ?? null,
    assetType: attached.assetType,
    bindings: bound.map(({ binding }) => binding),
  } satisfies AllowPolicyFacts
  context.emit({
    type: 'resource',
    id: container?.startsWith('projects/') ? ownId('iam-policy', resource) : seenId(context, 'iam-policy', resource),
    ...placeOf(context),
    kind: 'iam-policy',
    nativeId: resource,
    name: containerIn(resource) ?? resource.replace(/^\/\/[^/]+\//, ''),
    facts,
  })
  for (const each of bound) tellBinding(context, resource, each, attached.source)
}

function boundOf(binding: PolicyAnswer['bindings'][number]): Bound {
  const members = binding.members.map(memberOf)
  const written = members.flatMap((member) => (member.kind === 'person' ? [] : [member.member]))
  const people = members.filter(({ kind }) => kind === 'person').length
  const condition = conditionOf(binding.condition)
  return { binding: { role: binding.role, members: [...new Set(written)].toSorted(), people, condition }, members }
}

export function conditionOf(
  condition: { readonly title?: string | undefined; readonly expression?: string | undefined } | undefined,
): GcpCondition | null {
  const { title = '', expression = '' } = condition ?? {}
  return expression === '' ? null : { title, expression }
}

function tellBinding(context: GcpContext, resource: string, { binding, members }: Bound, source: string): void {
  const { role, condition } = binding
  const { heldRoles, heldGroups, poolBindings, serviceAgents } = context.session.facts
  heldRoles.add(role)
  for (const member of members) {
    if (member.kind === 'group') heldGroups.add(member.email)
    if (member.kind === 'pool')
      poolBindings.push({ resource, serviceAccount: accountIn(resource), role, member: member.member, condition })
    if (member.kind === 'agent' && !serviceAgents.has(member.email)) {
      serviceAgents.add(member.email)
      emitAgent(context, member.email)
    }
    if (member.kind === 'account') addRole(context, member.email, role)
    const from = holderOf(member, context)
    if (from === undefined) continue
    context.emit({
      type: 'edge',
      kind: 'grants',
      from,
      to: seenId(context, 'iam-role', role),
      via: `${resource}#${role}#${condition?.expression ?? ''}`,
      conditions: { resource, condition } satisfies GcpGrant,
      level: 'configured',
      evidence: [{ source, detail: resource }],
    })
  }
}

function addRole({ session }: GcpContext, email: string, role: string): void {
  const { accountRoles } = session.facts
  const held = accountRoles.get(email)
  if (held === undefined) accountRoles.set(email, new Set([role]))
  else held.add(role)
}

const accountPath = /^(\/\/iam\.googleapis\.com\/projects\/[^/]+\/serviceAccounts\/)([^/]+)$/

/** Cloud Asset names service accounts by their unique ids: https://cloud.google.com/asset-inventory/docs/asset-names */
function resourceNameOf(resource: string, { session }: GcpContext): string {
  const named = byProjectId(resource, session)
  const [, path, account] = accountPath.exec(named) ?? []
  if (path === undefined || account === undefined) return named
  const known = /^\d+$/.test(account) ? emailOf(account, session) : account
  return known === undefined ? named : `${path}${known.toLowerCase()}`
}

function accountIn(resource: string): string | undefined {
  const account = accountPath.exec(resource)?.[2]
  return account?.includes('@') ? account : undefined
}

const emails = new WeakMap<object, ReadonlyMap<string, string>>()

function emailOf(uniqueId: string, { facts }: GcpContext['session']): string | undefined {
  const { serviceAccounts } = facts
  if (serviceAccounts === undefined) return undefined
  const known =
    emails.get(serviceAccounts) ??
    new Map([...serviceAccounts.values()].map(({ uniqueId: id, email }) => [id, email] as const))
  emails.set(serviceAccounts, known)
  return known.get(uniqueId)
}

/** `projects/123` as `projects/acme`. */
function within(container: string | undefined, { session }: GcpContext): string | undefined {
  return container === undefined ? undefined : byProjectId(container, session)
}
