/** `a`, `a and b`, `a, b and 3 more`. */
export function enumerated(items: readonly string[], most = 3): string {
  const distinct = [...new Set(items)]
  if (distinct.length > most) return `${distinct.slice(0, most - 1).join(', ')} and ${distinct.length - most + 1} more`
  const last = distinct.at(-1) ?? ''
  return distinct.length < 2 ? last : `${distinct.slice(0, -1).join(', ')} and ${last}`
}
