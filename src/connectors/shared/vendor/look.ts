/** Looks into answers whose form nobody vouches for. */

/** `response_metadata.next_cursor` of an answer; undefined where there is nothing. */
export function at(data: unknown, place: string): unknown {
  if (place === '') return data
  let found: unknown = data
  for (const name of place.split('.')) {
    if (typeof found !== 'object' || found === null) return undefined
    found = Reflect.get(found, name)
  }
  return found
}

export function textAt(data: unknown, place: string): string | undefined {
  const found = at(data, place)
  return typeof found === 'string' ? found : undefined
}
