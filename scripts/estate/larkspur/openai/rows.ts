/** Rows in OpenAI's own form, with canaries where OpenAI shows pieces of keys and names of people. */
import type { UsageRow } from '../../../../fixtures/servers/openai/estate.ts'
import type { Row } from '../../../../fixtures/servers/small/serve.ts'

const canary = 'MUSTERCANARYopenai'

export const seconds = (day: string): number => Date.parse(`${day}T09:00:00Z`) / 1000

export interface Person {
  readonly person: string
}

/** A key belongs to a person, or by its name to a service account. */
export type Owner = Person | string

export const person = (name: string): Person => ({ person: name })

const address = (name: string): string => `${name}@larkspur.example`

export function member(name: string, role = 'reader'): Row {
  const id = `user-${name}`
  return {
    object: 'organization.user',
    id,
    name: canary,
    email: address(name),
    role,
    added_at: seconds('2024-03-04'),
    is_service_account: false,
    user: { object: 'user', id, email: address(name), name: canary, enabled: true },
  }
}

export function project(id: string, name: string, more: Row = {}): Row {
  return {
    object: 'organization.project',
    id: `proj_${id}`,
    name,
    status: 'active',
    created_at: seconds('2024-04-01'),
    archived_at: null,
    external_key_id: null,
    ...more,
  }
}

export function account(name: string, role = 'member'): Row {
  return {
    object: 'organization.project.service_account',
    id: `user-svc-${name}`,
    name,
    role,
    created_at: seconds('2026-03-01'),
  }
}

export function key(id: string, owner: Owner, more: Row = {}): Row {
  return {
    object: 'organization.project.api_key',
    id: `key_${id}`,
    name: id.replaceAll('_', '-'),
    redacted_value: `sk-proj-${canary}...0aZ`,
    created_at: seconds('2026-09-01'),
    last_used_at: seconds('2026-11-20'),
    expires_at: null,
    owner:
      typeof owner === 'string'
        ? { type: 'service_account', service_account: account(owner) }
        : {
            type: 'user',
            user: {
              object: 'organization.project.user',
              id: `user-${owner.person}`,
              name: canary,
              email: address(owner.person),
              role: 'member',
              created_at: seconds('2024-03-04'),
            },
          },
    owner_project_access: 'active',
    ...more,
  }
}

/** With an end, unless told otherwise. */
export function adminKey(id: string, owner: Owner, more: Row = {}): Row {
  const own = typeof owner === 'string'
  return {
    object: 'organization.admin_api_key',
    id: `key_admin_${id}`,
    name: id,
    redacted_value: `sk-admin-${canary}...0aZ`,
    created_at: seconds('2026-09-01'),
    last_used_at: seconds('2026-11-20'),
    expires_at: seconds('2026-12-31'),
    owner: {
      type: own ? 'service_account' : 'user',
      object: own ? 'organization.service_account' : 'organization.user',
      id: own ? `user-svc-org-${owner}` : `user-${owner.person}`,
      name: own ? owner : canary,
      role: own ? 'member' : 'owner',
      created_at: seconds('2024-03-04'),
    },
    ...more,
  }
}

export function group(id: string, name: string): Row {
  return { id: `group_${id}`, name, is_scim_managed: true, group_type: 'group', created_at: seconds('2025-01-07') }
}

export function used(id: string, place: string, model: string, day = '2026-11-20'): UsageRow {
  return { day, api_key_id: `key_${id}`, project_id: `proj_${place}`, model }
}
