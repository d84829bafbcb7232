/** The one way an entity gets its id. `nativeId` is unique within provider, scope and kind. */
export function entityId(provider: string, scopeNativeId: string, kind: string, nativeId: string): string {
  return `${provider}:${scopeNativeId}:${kind}:${nativeId}`
}

export function scopeId(provider: string, kind: string, nativeId: string): string {
  return `${provider}:${kind}:${nativeId}`
}
