/** IP addresses and ranges, version 4 and 6. */

/** The address in bytes: 4 or 16. */
type Address = readonly number[]

export type Range = { readonly address: Address; readonly bits: number }

export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseVersion6(text) : parseVersion4(text)
}

function parseVersion4(text: string): Address | undefined {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255)) return undefined
  return parts.map(Number)
}

function parseVersion6(text: string): Address | undefined {
  const tail = /:((?:\d{1,3}\.){3}\d{1,3})$/.exec(text)?.[1]
  const mapped = tail === undefined ? undefined : parseVersion4(tail)
  if (tail !== undefined && !mapped) return undefined
  // The last four bytes may be written as version 4 writes them.
  const plain = mapped
    ? `${text.slice(0, -tail!.length)}${group(mapped[0]!, mapped[1]!)}:${group(mapped[2]!, mapped[3]!)}`
    : text
  const halves = plain.split('::')
  if (halves.length > 2) return undefined
  const [head = [], rest = []] = halves.map((half) => (half === '' ? [] : half.split(':')))
  const missing = 8 - head.length - rest.length
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined
  const groups = [...head, ...Array.from({ length: missing }, () => '0'), ...rest]
  if (!groups.every((part) => /^[0-9a-f]{1,4}$/i.test(part))) return undefined
  return groups.map((part) => Number.parseInt(part, 16)).flatMap((value) => [value >> 8, value & 255])
}

function group(high: number, low: number): string {
  return ((high << 8) | low).toString(16)
}

/** `203.0.113.0/24`; without a length, that one address. */
export function parseRange(text: string): Range | undefined {
  const [written = '', length, ...more] = text.split('/')
  const address = parseAddress(written)
  if (!address || more.length > 0) return undefined
  if (length === undefined) return { address, bits: address.length * 8 }
  if (!/^\d{1,3}$/.test(length) || Number(length) > address.length * 8) return undefined
  return { address, bits: Number(length) }
}

export function inRange(address: Address, range: Range): boolean {
  if (address.length !== range.address.length) return false
  return address.every((byte, index) => {
    const bits = Math.min(8, Math.max(0, range.bits - index * 8))
    const mask = (0xff << (8 - bits)) & 0xff
    return (byte & mask) === (range.address[index]! & mask)
  })
}
