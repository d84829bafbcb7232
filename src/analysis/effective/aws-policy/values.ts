/** Strings of a policy element that is one or a list; numbers and booleans as JSON writes them, anything else left out. */
export function textsOf(element: unknown): readonly string[] {
  if (typeof element === 'string') return [element]
  if (isTexts(element)) return element
  const list: readonly unknown[] = Array.isArray(element) ? element : [element]
  return list.flatMap((value) =>
    typeof value === 'string'
      ? [value]
      : typeof value === 'number' || typeof value === 'boolean'
        ? [String(value)]
        : [],
  )
}

function isTexts(element: unknown): element is readonly string[] {
  return Array.isArray(element) && element.every((value) => typeof value === 'string')
}
