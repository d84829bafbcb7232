/**
 * control: gives roles or permissions away, or signs in as a Global Administrator. takeover: takes over something that
 * may hold such a role. data: data of everybody, read or written. management: the settings of a service. limited:
 * reading of the directory, or what is narrow. unranked: nobody here knows.
 */
export const tiers = ['control', 'takeover', 'data', 'management', 'limited', 'unranked'] as const
export type Tier = (typeof tiers)[number]

/**
 * What it takes over. `group`: any that roles cannot be given to; `unified-group`: of those the ones of Microsoft 365;
 * `agent`: agent identities, by their blueprint; `user`: people, though not every administrator.
 */
export const takenOver = ['application', 'agent', 'group', 'unified-group', 'user', 'device'] as const
export type TakenOver = (typeof takenOver)[number]

/** Whose data: of everybody in the tenant, unless a signed-in user bounds it. */
export const dataKinds = [
  'mail',
  'files',
  'chat',
  'calls',
  'calendar',
  'contacts',
  'notes',
  'tasks',
  'audit-logs',
  'security',
  'ai-interactions',
  'directory',
  'devices',
  'education',
  'business',
  'content',
] as const
export type DataKind = (typeof dataKinds)[number]

export interface Ranked {
  readonly tier: Tier
  /** A sentence. */
  readonly reason: string
  /** table: somebody thought about this very one. derived: by its actions or its shape alone. */
  readonly source: 'table' | 'derived'
  readonly takesOver?: readonly TakenOver[]
  readonly data?: readonly DataKind[]
}

/** A built-in role of the directory, by its template id. */
export interface RoleRow extends Omit<Ranked, 'source'> {
  readonly id: string
  readonly name: string
}

/** Permissions of an API, by their values, that give the same for one reason. */
export interface PermissionGroup extends Omit<Ranked, 'source'> {
  readonly values: readonly string[]
}
