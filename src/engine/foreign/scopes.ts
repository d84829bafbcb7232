/** Whether what somebody else’s connector found is a scope, and its own. */
import { VendorError } from '../../connectors/errors.ts'
import { scopeShape } from '../../inventory/document.ts'
import { scopeId } from '../../model/index.ts'
import type { Scope } from '../../model/index.ts'
import type { Author } from './errors.ts'

export function brokenScope(author: Author, flaw: string): VendorError {
  return new VendorError(`A scope of ${author} breaks the contract: ${flaw}.`, 'connect')
}

/** A scope is replaced as a whole: under another vendor’s id it would take away what that one’s connector has read. */
export function scopeFlaw(scope: Scope, id: string): string | undefined {
  const [issue] = scopeShape.safeParse(scope).error?.issues ?? []
  if (issue !== undefined) return `${issue.path.map(String).join('.') || 'it'}: ${issue.message}`
  if (scope.provider !== id) return `provider: must be "${id}"`
  const own = scopeId(id, scope.kind, scope.nativeId)
  return scope.id === own ? undefined : `id: must be "${own}" (scopeId)`
}
