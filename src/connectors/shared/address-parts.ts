/** Some addresses are secrets themselves: by a part of the path, by what follows the question mark, or by who signs in. */

type Pair = readonly [name: string, value: string]

/** Pieces of an address that may be a secret, each under a name by which it is judged; undefined: it is no address. */
export function addressParts(name: string, address: string): readonly Pair[] | undefined {
  if (!URL.canParse(address)) return undefined
  const { pathname, searchParams, username, password, hash } = new URL(address)
  const parts = pathname.split('/').map(decoded)
  return [
    ...[...searchParams].map(([key, value]) => [`${name}.${queryName(key)}`, value] as const),
    ...parts.flatMap((part, index) =>
      isId(part, parts[index - 1] ?? '') ? [] : [[`${name}.path_${index}_token`, part] as const],
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

/** UUIDs tell tenants and projects apart; they open something only where they stand as a secret does. */
function isId(part: string, before: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(part) && !/^s$|key|token|secret|hook/i.test(before)
}

/** Otherwise `${TOKEN}` would be no reference any more. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
