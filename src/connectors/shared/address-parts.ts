/** Some addresses are secrets themselves: by a part of the path, by what follows the question mark, or by who signs in. */

type Pair = readonly [name: string, value: string]

/** Pieces of an address that may be a secret, each under a name by which it is judged; undefined: it is no address. */
export function addressParts(name: string, address: string): readonly Pair[] | undefined {
  if (!URL.canParse(address)) return undefined
  const { pathname, searchParams, username, password, hash } = new URL(address)
  const parts = pathname.split('/').map(decoded)
  return [
    ...[...searchParams].map(([key, value]) => [`${name}.${queryName(key)}`, value] as const),
    ...parts.map(
      (part, index) =>
        [`${name}.path_${index}${mayBeOne(part, parts[index - 1] ?? '') ? '_token' : ''}`, part] as const,
    ),
    ...(username === '' ? [] : [[`${name}.user`, decoded(username)] as const]),
    ...(password === '' ? [] : [[`${name}.password`, decoded(password)] as const]),
    ...(hash === '' ? [] : [[`${name}.fragment_token`, decoded(hash.replace(/^#(?:[\w-]+=)?/, ''))] as const]),
  ]
}

/** Words that promise a secret only in an address: `?key=…`, `?code=…`, `?sig=…`. */
function queryName(key: string): string {
  const short = key.slice(0, 100)
  return /^(?:key|k|code|sig|signature|auth|access|t)$/i.test(short) ? `${short}_token` : short
}

/**
 * Without a form of its own only what is long and in few pieces: `gpt-4o-2024-08-06` is none. UUIDs tell tenants and
 * projects apart, and open something only where they stand as a secret does.
 */
function mayBeOne(part: string, before: string): boolean {
  if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part)) return /^s$|key|token|secret|hook/i.test(before)
  return part.length >= 20 && part.split(/[-_.~]/).length <= 3
}

/** Otherwise `${TOKEN}` would be no reference any more. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
