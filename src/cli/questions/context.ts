/** Condition keys given on the command line. */
import { InvalidArgumentError } from 'commander'

export interface GivenContext {
  readonly [key: string]: readonly string[]
}

/** `aws:SourceIp=10.0.0.1`; a key that is given again has several values. */
export function contextOption(value: string, before: GivenContext = {}): GivenContext {
  const at = value.indexOf('=')
  const key = value.slice(0, Math.max(at, 0)).trim()
  if (!/^[^:\s]+:\S+$/.test(key)) throw new InvalidArgumentError('It must be KEY=VALUE, such as aws:SourceIp=10.0.0.1.')
  const same = Object.keys(before).find((known) => known.toLowerCase() === key.toLowerCase()) ?? key
  return { ...before, [same]: [...(before[same] ?? []), value.slice(at + 1)] }
}

/** A key with one value has that value, one with several a list of them. */
export function asContext(given: GivenContext = {}): { readonly [key: string]: string | readonly string[] } {
  return Object.fromEntries(
    Object.entries(given).map(([key, values]) => [key, values.length === 1 ? values[0]! : values]),
  )
}
