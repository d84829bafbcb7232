/** The value kept under the key, made where there is none. */
export function remember<K, V>(kept: Map<K, V>, key: K, make: () => V): V {
  const before = kept.get(key)
  if (before !== undefined) return before
  const made = make()
  kept.set(key, made)
  return made
}
