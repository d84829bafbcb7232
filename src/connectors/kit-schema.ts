/** Settings by any library that keeps to Standard Schema (https://standardschema.dev), taken as zod’s own. */
import { z } from 'zod'

interface StandardIssue {
  readonly message: string
  readonly path?: readonly (PropertyKey | { readonly key: PropertyKey })[] | undefined
}

type StandardResult<Output> =
  | { readonly value: Output; readonly issues?: undefined }
  | { readonly issues: readonly StandardIssue[] }

export interface StandardSchema<Output = unknown> {
  readonly '~standard': {
    readonly version: 1
    readonly vendor: string
    readonly validate: (value: unknown) => StandardResult<Output> | Promise<StandardResult<Output>>
    readonly types?: { readonly input: unknown; readonly output: Output } | undefined
  }
}

export function isStandardSchema(value: unknown): value is StandardSchema {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null || !('~standard' in value))
    return false
  const standard = value['~standard']
  return (
    typeof standard === 'object' &&
    standard !== null &&
    'validate' in standard &&
    typeof standard.validate === 'function'
  )
}

export function zodOf<Output>(schema: StandardSchema<Output>): z.ZodType<Output> {
  return z.unknown().transform((value, context): Output => {
    const refuse = (message: string, path: readonly PropertyKey[] = []): never => {
      context.addIssue({ code: 'custom', message, path: [...path] })
      return z.NEVER
    }
    const result = schema['~standard'].validate(value)
    if (result instanceof Promise) return refuse('the connector checks its settings later, which must be done at once')
    if (result.issues === undefined) return result.value
    for (const { message, path } of result.issues) refuse(message, path?.map(segmentOf))
    return z.NEVER
  })
}

function segmentOf(segment: PropertyKey | { readonly key: PropertyKey }): PropertyKey {
  return typeof segment === 'object' ? segment.key : segment
}
