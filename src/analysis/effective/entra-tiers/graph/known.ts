/** The permissions that Microsoft Graph has, by value and id: as its service principal lists them on a day. */
import { createRequire } from 'node:module'

interface Known {
  readonly date: string
  readonly application: { readonly [value: string]: string }
  readonly delegated: { readonly [value: string]: string }
}

let loaded: Known | undefined

// A required file is read when this is called: rules need values only, and those they have.
export function graphPermissions(): Known {
  loaded ??= createRequire(import.meta.url)('./permissions.json') as Known
  return loaded
}

export interface KnownPermission {
  readonly value: string
  /** Undefined: there is none of the kind. */
  readonly applicationId: string | undefined
  readonly delegatedId: string | undefined
}

/** By value, in any case, or by id. */
export function graphPermission(valueOrId: string): KnownPermission | undefined {
  const { application, delegated } = graphPermissions()
  const asked = valueOrId.toLowerCase()
  const [value] =
    [...Object.entries(application), ...Object.entries(delegated)].find(
      ([each, id]) => each.toLowerCase() === asked || id.toLowerCase() === asked,
    ) ?? []
  return value === undefined ? undefined : { value, applicationId: application[value], delegatedId: delegated[value] }
}
