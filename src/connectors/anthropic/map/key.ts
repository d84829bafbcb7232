import type { Actor, AnthropicKeyFacts, AnthropicPlace } from '../../../model/facts/anthropic.ts'
import type { Known } from '../../../model/index.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import { operationOf } from '../../shared/vendor/index.ts'
import { defaultWorkspace, idOf, instantOf, placeOf, workspaceNamed } from '../place.ts'
import type { AnthropicContext } from '../place.ts'
import { listKeys } from '../routes/organization.ts'
import type { KeyAnswer } from '../routes/organization.ts'
import { emitUser } from './user.ts'

export function emitKey(context: AnthropicContext, row: KeyAnswer, scanner: boolean): void {
  const open = unknown('not-collected')
  const facts = {
    keyId: row.id,
    status: row.status,
    ...whereOf(context, row),
    createdBy: actorOf(row.created_by),
    principal: principalOf(row),
    models: open,
    usedIn: open,
    reportedSince: open,
    ...(scanner ? { scanner } : {}),
  } satisfies AnthropicKeyFacts
  const id = idOf(context, 'api-key', row.id)
  const expiresAt = instantOf(row.expires_at)
  const past = isKnown(expiresAt) && expiresAt <= context.io.now
  context.emit({
    type: 'credential',
    ...placeOf(context),
    id,
    kind: 'api-key',
    nativeId: row.id,
    name: row.name ?? row.id,
    createdAt: instantOf(row.created_at),
    expiresAt,
    rotatedAt: null,
    enabled: past ? false : enabledBy(row.status),
    lifetime: isKnown(expiresAt) ? 'expiring' : 'static',
    facts,
  })
  emitHolders(context, id, row.id, facts)
}

function enabledBy(status: string): Known<boolean> {
  if (status === 'active') return true
  return ['inactive', 'archived', 'expired'].includes(status) ? false : unknown('failed')
}

/** Whom it acts as; else whoever made it answers for it, though it acts as the workspace. */
function emitHolders(context: AnthropicContext, id: string, keyId: string, facts: AnthropicKeyFacts): void {
  const { createdBy, principal } = facts
  const source = operationOf(listKeys)
  if (isKnown(principal))
    context.emit({
      type: 'edge',
      kind: 'authenticates',
      from: id,
      to: entityOf(context, principal),
      level: 'observed',
      evidence: [{ source, detail: `${keyId} principal ${principal.id}` }],
    })
  if (!isKnown(createdBy)) return
  context.emit({
    type: 'edge',
    kind: 'owns',
    from: entityOf(context, createdBy),
    to: id,
    level: 'observed',
    evidence: [{ source, detail: `${keyId} created_by ${createdBy.id}` }],
  })
}

function entityOf(context: AnthropicContext, { type, id }: Actor): string {
  return type === 'user' ? emitUser(context, id) : idOf(context, 'anthropic-service-account', id)
}

/** Also ids alone: `user_…`, `svac_…`. */
export function actorOf(said: { readonly id: string; readonly type: string } | null | undefined): Known<Actor> {
  if (said === undefined) return unknown('unsupported')
  if (said === null) return null
  if (said.type === 'service_account') return { type: 'service-account', id: said.id }
  return said.type === 'user' ? { type: 'user', id: said.id } : unknown('failed')
}

function principalOf({ principal }: KeyAnswer): Known<Actor> {
  if (principal === undefined) return unknown('unsupported')
  if (principal === null) return null
  if (principal.service_account_id !== undefined) return { type: 'service-account', id: principal.service_account_id }
  return principal.user_id === undefined ? unknown('failed') : { type: 'user', id: principal.user_id }
}

/**
 * A workspace that is not among all of them is the default one, which is in no list; older answers have no id for it.
 * https://platform.claude.com/docs/en/manage-claude/workspaces
 */
function whereOf(
  context: AnthropicContext,
  { scope, workspace_id }: KeyAnswer,
): { readonly place: AnthropicKeyFacts['place']; readonly workspace: Known<AnthropicPlace> } {
  if (scope?.type === 'organization') return { place: 'organization', workspace: null }
  const native = scope?.workspace_id ?? workspace_id
  if (native == null && scope != null) return { place: unknown('failed'), workspace: unknown('failed') }
  if (native === null) return { place: 'default', workspace: null }
  if (native === undefined) return { place: unknown('unsupported'), workspace: unknown('unsupported') }
  const { workspaces } = context.session.facts
  const workspace = workspaceNamed(context, native)
  if (workspaces?.byId.has(native) === true) return { place: 'workspace', workspace }
  if (workspaces?.whole !== true) return { place: unknown('not-collected'), workspace }
  return { place: 'default', workspace: { id: native, name: defaultWorkspace } }
}
