/** Keys of projects, and of administrators. */
import type { AdminKeyFacts, KeyOwner, PlaceFacts, ProjectKeyFacts } from '../../../model/facts/openai.ts'
import type { Edge, Known } from '../../../model/index.ts'
import { isKnown, unknown } from '../../../model/index.ts'
import { operationOf } from '../../shared/vendor/index.ts'
import { idOf, instantOf, placeOf } from '../place.ts'
import type { OpenaiContext } from '../place.ts'
import { listAdminKeys, listProjectKeys } from '../routes/projects.ts'
import type { AdminKeyAnswer, ProjectKeyAnswer } from '../routes/projects.ts'
import { emitServiceAccount } from './service-account.ts'
import { addressOf, emitUser } from './user.ts'

/** A key as one project lists it, or several. */
export interface ListedKey {
  readonly row: ProjectKeyAnswer
  readonly projects: readonly PlaceFacts[]
}

export function emitProjectKey(context: OpenaiContext, { row, projects }: ListedKey): void {
  const owner = ownerOf(row)
  const open = unknown('not-collected')
  const facts = {
    form: 'project',
    keyId: row.id,
    projects,
    owner,
    ownerAccess: accessOf(row.owner_project_access),
    models: open,
    usedIn: open,
    reportedAt: open,
    reportedSince: open,
    createdBy: open,
  } satisfies ProjectKeyFacts
  const id = emitKey(context, row, facts, operationOf(listProjectKeys))
  if (!isKnown(owner)) return
  const source = operationOf(listProjectKeys)
  const holder =
    owner.type === 'user' ? emitUser(context, owner.id, owner.email) : idOf(context, 'openai-service-account', owner.id)
  const evidence = [{ source, detail: `key ${row.id}, owner ${owner.id}` }]
  emitHolder(context, { key: id, holder, owner }, evidence)
  if (owner.type !== 'user') return
  const role = row.owner?.user?.role ?? null
  for (const project of projects)
    context.emit({
      type: 'edge',
      kind: 'grants',
      from: holder,
      to: idOf(context, 'project', project.id),
      via: row.id,
      conditions: { role },
      level: 'configured',
      evidence,
    })
}

/** Who has an admin key administers the organization, whatever role they have. */
export function emitAdminKey(context: OpenaiContext, row: AdminKeyAnswer, scanner: boolean): void {
  const owner = adminOwnerOf(context, row)
  const id = emitKey(
    context,
    row,
    { form: 'admin', keyId: row.id, owner, ...(scanner ? { scanner } : {}) } satisfies AdminKeyFacts,
    operationOf(listAdminKeys),
  )
  if (!isKnown(owner)) return
  const holder =
    owner.type === 'user'
      ? emitUser(context, owner.id)
      : emitServiceAccount(context, {
          id: owner.id,
          name: row.owner?.name ?? owner.id,
          createdAt: unknown('unsupported'),
          role: null,
          project: null,
        })
  const evidence = [{ source: operationOf(listAdminKeys), detail: `key ${row.id}, owner ${owner.id}` }]
  emitHolder(context, { key: id, holder, owner }, evidence)
  context.emit({
    type: 'edge',
    kind: 'grants',
    from: holder,
    to: idOf(context, 'organization', context.scope.nativeId),
    via: row.id,
    conditions: { by: 'admin key' },
    level: 'configured',
    evidence,
  })
}

interface Held {
  readonly key: string
  readonly holder: string
  readonly owner: KeyOwner
}

/** A person's key is theirs to answer for; a service account answers for nothing. */
function emitHolder(context: OpenaiContext, { key, holder, owner }: Held, evidence: Edge['evidence']): void {
  const level = 'observed'
  context.emit({ type: 'edge', kind: 'authenticates', from: key, to: holder, level, evidence })
  if (owner.type === 'user') context.emit({ type: 'edge', kind: 'owns', from: holder, to: key, level, evidence })
}

function emitKey(
  context: OpenaiContext,
  row: ProjectKeyAnswer | AdminKeyAnswer,
  facts: ProjectKeyFacts | AdminKeyFacts,
  source: string,
): string {
  const id = idOf(context, 'api-key', row.id)
  const expiresAt = instantOf(row.expires_at)
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
    enabled: !isKnown(expiresAt) || expiresAt > context.io.now,
    lifetime: isKnown(expiresAt) ? 'expiring' : 'static',
    facts,
  })
  context.emit({
    type: 'usage',
    subject: id,
    lastUsedAt: instantOf(row.last_used_at),
    observedSince: null,
    precision: 'exact',
    source,
  })
  return id
}

/** Left out, or of a type that is not known here: somebody may own it. Only an owner without anybody says that nobody does. */
function ownerOf({ owner }: ProjectKeyAnswer): Known<KeyOwner> {
  if (owner === undefined) return unknown('unsupported')
  if (owner === null) return null
  if (owner.user) return { type: 'user', id: owner.user.id, email: addressOf(owner.user.email) }
  if (owner.service_account) return { type: 'service-account', id: owner.service_account.id, email: null }
  if (!['user', 'service_account', undefined].includes(owner.type)) return unknown('failed')
  return owner.user === null || owner.service_account === null || owner.type === undefined ? null : unknown('failed')
}

/** Of an owner of an admin key the address is not told; the list of members has it. */
function adminOwnerOf({ session }: OpenaiContext, { owner }: AdminKeyAnswer): Known<KeyOwner> {
  if (owner === null) return null
  if (owner?.id === undefined) return unknown(owner === undefined ? 'unsupported' : 'failed')
  if (owner.type === 'service_account' || owner.object?.endsWith('service_account') === true)
    return { type: 'service-account', id: owner.id, email: null }
  const person = owner.type === 'user' || (owner.type === undefined && owner.object === 'organization.user')
  if (!person) return unknown(owner.type === undefined && owner.object === undefined ? 'unsupported' : 'failed')
  const email = session.facts.people?.byId.get(owner.id)?.email ?? unknown('not-collected')
  return { type: 'user', id: owner.id, email }
}

function accessOf(said: string | null | undefined): Known<'active' | 'inactive'> {
  return said === 'active' || said === 'inactive' ? said : unknown(said === undefined ? 'unsupported' : 'failed')
}
