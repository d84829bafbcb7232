/** Roles of the directory that somebody holds or may activate, as edges. */
import type { DirectoryGrant } from '../../../model/facts/entra.ts'
import { idOf } from '../place.ts'
import type { AzureContext } from '../place.ts'
import type { HeldRole } from '../routes/directory-roles.ts'

export interface DirectoryGrants {
  /** Says of people nothing: their rights are no matter of machines. */
  readonly emit: (row: HeldRole, more: Omit<DirectoryGrant, 'directoryScope'>) => void
  /** Service principals that no list names. */
  readonly strangers: () => number
}

/** `roles`: id of a definition -> entity. */
export function directoryGrants(
  context: AzureContext,
  source: string,
  roles: ReadonlyMap<string, string>,
): DirectoryGrants {
  const strangers = new Set<string>()
  return {
    strangers: () => strangers.size,
    emit: (row, more) => {
      const holder = holderOf(context, row)
      if (holder === 'stranger') strangers.add(row.principalId)
      const role = roles.get(row.roleDefinitionId)
      if (typeof holder === 'string' || role === undefined) return
      const directoryScope = row.directoryScopeId ?? '/'
      const conditions: DirectoryGrant = { directoryScope, ...more }
      const evidence = [{ source, detail: `directoryScopeId ${directoryScope}` }]
      const edge = { type: 'edge', kind: 'grants', to: role, via: row.id, level: 'configured' } as const
      context.emit({ ...edge, from: holder.entity, conditions, evidence })
    },
  }
}

/**
 * A principal whose type is not told may be a group, which is found out when groups are read. The entity of a group
 * that turns out to be none is nowhere, and an edge that starts there says nothing of anybody.
 */
function holderOf(
  context: AzureContext,
  { principalId, principal }: HeldRole,
): { entity: string } | 'stranger' | 'other' {
  const { principals, groups } = context.session.facts
  const listed = principals?.get(principalId)
  if (listed !== undefined) return listed.entity === undefined ? 'other' : { entity: listed.entity }
  const type = principal?.['@odata.type']?.replace('#microsoft.graph.', '').toLowerCase()
  if (type === 'group' || type === undefined) {
    groups.add(principalId)
    return { entity: idOf(context, 'group', principalId) }
  }
  return type === 'serviceprincipal' || type.startsWith('agentidentity') ? 'stranger' : 'other'
}
