/** What somebody else’s code throws, as errors that the engine knows how to take. */
import { AbsentError, AccessError, ConfigError, StopError, VendorError } from '../../connectors/errors.ts'
import { withoutSecrets } from '../../connectors/shared/secret-shapes.ts'
import { StoreError } from '../../inventory/errors.ts'
import type { GapReason } from '../../model/index.ts'
import { gapReasons } from '../../model/index.ts'

/** Whose code it is: `the connector pagerly (./pagerly.js)`. */
export type Author = string

const known = [AbsentError, AccessError, ConfigError, StopError, StoreError, VendorError] as const

/** What is none of the kit’s errors is a fault of the module: it costs what was being read, and is told by name. */
export function taken(error: unknown, author: Author, place: string): Error {
  const own = known.find((kind) => error instanceof kind)
  if (own !== undefined && error instanceof Error) return error
  return twinOf(error) ?? new VendorError(`A fault in ${author}: ${sayingOf(error)}`, place)
}

const mostWords = 400

export function sayingOf(error: unknown): string {
  const { name, message } = error instanceof Error ? error : { name: '', message: String(error) }
  const said = withoutSecrets(name === '' ? message : `${name}: ${message}`)
  return said.replaceAll(/\s+/g, ' ').slice(0, mostWords)
}

/** The error of another copy of the kit, such as one that was bundled, is known by its name. */
function twinOf(error: unknown): Error | undefined {
  if (!(error instanceof Error)) return undefined
  const { name, message } = error
  const text = (property: string): string => {
    const value: unknown = Reflect.get(error, property)
    return typeof value === 'string' ? value : ''
  }
  if (name === 'ConfigError') return new ConfigError(message, text('hint') || undefined)
  if (name === 'AbsentError') return new AbsentError(message)
  if (name === 'AccessError') return new AccessError(message, text('permission'), reasonIn(text('reason'), 'denied'))
  if (name === 'VendorError') return new VendorError(message, text('operation'), reasonIn(text('reason'), 'failed'))
  return undefined
}

export function reasonIn(value: unknown, otherwise: GapReason): GapReason {
  return gapReasons.find((reason) => reason === value) ?? otherwise
}
