/** Rows in Anthropic's own form, with canaries where Anthropic shows pieces of keys and names of people. */
import type { UsageRow } from '../../../../fixtures/servers/anthropic/estate.ts'
import type { Row } from '../../../../fixtures/servers/small/serve.ts'

const canary = 'MUSTERCANARYanthropic'
const at = (day: string): string => `${day}T09:00:00Z`

export const userId = (name: string): string => `user_${name.replace('.', '')}`

export function member(name: string, role = 'developer'): Row {
  return {
    type: 'user',
    id: userId(name),
    email: `${name}@larkspur.example`,
    name: canary,
    role,
    added_at: at('2024-03-04'),
  }
}

export function workspace(id: string, name: string, archived?: string): Row {
  return {
    type: 'workspace',
    id: `wrkspc_${id}`,
    name,
    created_at: at('2024-04-01'),
    archived_at: archived === undefined ? null : at(archived),
    display_color: '#6C5BB9',
    compartment_id: canary,
    external_key_id: null,
    tags: {},
  }
}

interface KeyWish {
  /** A workspace's id; `default`, `organization`. */
  readonly in: string
  readonly made?: string
  readonly ends?: string
  readonly status?: string
  readonly by?: string
  /** The service account that it acts as. */
  readonly as?: string
}

export function key(
  name: string,
  { in: where, made = '2026-09-01', ends, status = 'active', by = 'carla.ruiz', as }: KeyWish,
): Row {
  return {
    type: 'api_key',
    id: `apikey_${name.replaceAll('-', '')}`,
    name,
    status,
    created_at: at(made),
    expires_at: ends === undefined ? null : at(ends),
    partial_key_hint: `sk-ant-api03-${canary}...0aZ`,
    created_by: { id: userId(by), type: 'user' },
    principal: as === undefined ? null : { type: 'service_account_actor', service_account_id: `svac_${as}` },
    scope: where === 'organization' ? { type: where } : { type: 'workspace', workspace_id: `wrkspc_${where}` },
  }
}

export function account(id: string, name: string): Row {
  return {
    type: 'service_account',
    id: `svac_${id}`,
    name,
    description: null,
    organization_role: 'developer',
    created_at: at('2026-03-01'),
    archived_at: null,
    created_by_actor_id: userId('carla.ruiz'),
  }
}

/** In workspaces, and by itself in the default one. */
export function memberships(id: string, workspaces: readonly string[]): readonly Row[] {
  return [...workspaces, 'default'].map((each) => ({
    type: 'service_account_workspace_member',
    service_account_id: `svac_${id}`,
    workspace_id: `wrkspc_${each}`,
    workspace_role: each === 'default' ? 'workspace_user' : 'workspace_developer',
    implicit: each === 'default',
  }))
}

export function used(name: string, place: string | null, model: string, day = '2026-11-20'): UsageRow {
  const id = `apikey_${name.replaceAll('-', '')}`
  return { day, api_key_id: id, workspace_id: place === null ? null : `wrkspc_${place}`, model }
}
