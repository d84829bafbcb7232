/** Ids of what a file tells of, and what every record of it has in common. */
import { entityId } from '../../model/index.ts'
import type { InventoryFile } from './schema.ts'
import type { FileContext, FileSession } from './session.ts'

export const provider = 'inventory-file'

/** Without its folders, which are somewhere else on every machine. */
export function fileOf({ path }: Pick<InventoryFile, 'path'>): string {
  return path.split(/[/\\]/).at(-1) ?? path
}

/** `exports/vault-keys.csv` is `vault-keys`. */
export function nameOf({ name, path }: Pick<InventoryFile, 'name' | 'path'>): string {
  if (name !== undefined) return name
  return fileOf({ path })
    .replace(/(.)\.[^.]*$/, '$1')
    .replaceAll(/[^\w.-]+/g, '-')
    .slice(0, 64)
}

export function sourceOf(file: Pick<InventoryFile, 'name' | 'path' | 'source'>): string {
  return file.source ?? nameOf(file)
}

/** Of the source, not of the scope: files of one source meet. */
export function idOf({ source }: Pick<FileSession, 'source'>, kind: string, native: string): string {
  return entityId(provider, source, kind, native)
}

export function placeOf({ scope }: Pick<FileContext, 'scope'>) {
  return { provider, scope: scope.id } as const
}
