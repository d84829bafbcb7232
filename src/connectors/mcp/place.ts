/** Ids of what a configuration tells of, and what every record of it has in common. */
import { entityId, scopeId } from '../../model/index.ts'
import { visible } from '../shared/safe-names.ts'
import type { GivenAgent } from './frameworks/contract.ts'
import type { McpContext } from './session.ts'

export const provider = 'mcp'

export type Kind =
  | 'mcp-server'
  | 'agent-config'
  | 'subagent'
  | 'skill'
  | GivenAgent['kind']
  | 'user'
  | 'api-key'
  | 'token'
  | 'password'
  | 'session'

export function idOf({ scope }: Pick<McpContext, 'scope'>, kind: Kind, native: string): string {
  return entityId(provider, scope.nativeId, kind, native)
}

export function placeOf({ scope }: Pick<McpContext, 'scope'>) {
  return { provider, scope: scope.id } as const
}

export function scopeIdOf(name: string): string {
  return scopeId(provider, 'workspace', name)
}

export function within(folder: string, path: string): string {
  return path === '' ? folder : `${folder.replace(/[/\\]$/, '')}/${path}`
}

/** As people read it: `~/.cursor/mcp.json`, `services/api/.mcp.json`. */
export function shown({ session }: Pick<McpContext, 'session'>, path: string): string {
  return visible(session.home ? `~/${path}` : path)
}
