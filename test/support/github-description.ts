/** Holds routes of the GitHub connector against GitHub's own description of its interface. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import type { Route } from '../../src/connectors/github/route.ts'

const folder = new URL('../../node_modules/@octokit/openapi/generated/', import.meta.url)

/** github.com, Enterprise Cloud, and the oldest Enterprise Server that is looked at. */
export const descriptions = ['api.github.com', 'ghec', 'ghes-3.19'] as const
export type DescriptionName = (typeof descriptions)[number]

export interface Schema {
  readonly $ref?: string
  readonly type?: string | readonly string[]
  readonly nullable?: boolean
  readonly enum?: readonly unknown[]
  readonly properties?: { readonly [name: string]: Schema }
  readonly required?: readonly string[]
  readonly items?: Schema
  readonly additionalProperties?: Schema | boolean
  readonly allOf?: readonly Schema[]
  readonly oneOf?: readonly Schema[]
  readonly anyOf?: readonly Schema[]
  readonly const?: unknown
}

export interface Operation {
  readonly description?: string
  readonly parameters?: readonly { readonly $ref?: string; readonly name?: string; readonly description?: string }[]
  readonly responses: { readonly [status: string]: object }
  readonly 'x-github'?: { readonly enabledForGitHubApps?: boolean; readonly githubCloudOnly?: boolean }
}

export interface Description {
  readonly paths: { readonly [path: string]: { readonly [method: string]: Operation | undefined } | undefined }
  readonly components: { readonly schemas: { readonly [name: string]: Schema } }
}

export function descriptionPath(name: DescriptionName): string {
  return fileURLToPath(new URL(`${name}.json`, folder))
}

export async function loadDescription(name: DescriptionName): Promise<Description> {
  return JSON.parse(await readFile(descriptionPath(name), 'utf8')) as Description
}

export type AnyRoute = Route<unknown>

export function operationOf({ paths }: Description, { path }: AnyRoute): Operation | undefined {
  const [method = '', address = ''] = path.split(' ')
  return paths[address]?.[method.toLowerCase()]
}

/** What of the route the description does not bear out, in words; none: all is as GitHub says. */
export function shapeComplaints(description: Description, route: AnyRoute): readonly string[] {
  const operation = operationOf(description, route)
  if (operation === undefined) return ['GitHub describes no such path']
  const answer = answerOf(description, operation)
  if (answer === undefined) return ['GitHub describes no answer']
  const read = z.toJSONSchema(route.schema, { io: 'input', unrepresentable: 'any' }) as Schema
  const concrete = alternatives(description, answer)
  if (route.single === true) return fields(description, read, concrete, 'answer')
  const lists = route.rows === undefined ? concrete : propertiesOf(description, concrete, route.rows)
  const items = lists.flatMap(({ items: each }) => (each === undefined ? [] : alternatives(description, each)))
  if (items.length === 0) return [`the answer has no list ${route.rows ?? 'of its own'}`]
  return fields(description, read, items, 'row')
}

/** Rows of a page at most, as the parameter's own text says: `(max 30)`. */
export function mostPerPage(description: Description, operation: Operation): number | undefined {
  for (const given of operation.parameters ?? []) {
    const parameter = resolved(description, given) as { name?: string; description?: string }
    if (parameter.name === 'per_page') return Number(/\(max (\d+)\)/.exec(parameter.description ?? '')?.[1] ?? 100)
  }
  return undefined
}

export function permissionNames({ components }: Description): readonly string[] {
  return Object.keys(components.schemas['app-permissions']?.properties ?? {})
}

function answerOf(description: Description, { responses }: Operation): Schema | undefined {
  const answer = resolved(description, responses['200'] ?? {}) as {
    readonly content?: { readonly 'application/json'?: { readonly schema?: Schema } }
  }
  return answer.content?.['application/json']?.schema
}

/** Follows references: `#/components/schemas/simple-user`. */
function resolved(description: Description, value: object): object {
  let found = value
  while ('$ref' in found && typeof found.$ref === 'string') {
    const steps = found.$ref.slice(2).split('/')
    found = steps.reduce<unknown>((at, step) => (at as { [name: string]: unknown })[step], description) as object
  }
  return found
}

/** Every plain schema that the answer may be, or is put together of. */
function alternatives(description: Description, schema: Schema): readonly Schema[] {
  const found = resolved(description, schema) as Schema
  const parts = [...(found.allOf ?? []), ...(found.oneOf ?? []), ...(found.anyOf ?? [])]
  return [found, ...parts.flatMap((part) => alternatives(description, part))]
}

function propertiesOf(description: Description, of: readonly Schema[], name: string): readonly Schema[] {
  return of.flatMap(({ properties }) => {
    const property = properties?.[name]
    return property === undefined ? [] : alternatives(description, property)
  })
}

function fields(description: Description, read: Schema, told: readonly Schema[], at: string): readonly string[] {
  const branches = [...(read.anyOf ?? []), ...(read.oneOf ?? []), ...(read.allOf ?? [])].filter(
    ({ type }) => type !== 'null',
  )
  return [
    ...branches.flatMap((branch) => fields(description, branch, told, at)),
    ...named(description, read, told, at),
    ...(read.items === undefined ? [] : listed(description, read.items, told, at)),
    ...valued(description, read.additionalProperties, told, at),
    ...chosen(read, told, at),
  ]
}

function named(description: Description, { properties, required }: Schema, told: readonly Schema[], at: string) {
  return Object.entries(properties ?? {}).flatMap(([name, read]) => {
    const place = `${at}.${name}`
    const found = propertiesOf(description, told, name)
    if (found.length === 0) return [`${place} is not described`]
    const must = required?.includes(name) ?? false
    return [
      ...(must && told.every((each) => !(each.required?.includes(name) ?? false))
        ? [`${place} may be left out by GitHub, and is demanded`]
        : []),
      ...(found.some(isNullable) && !takesNull(read) ? [`${place} may be null, which is refused`] : []),
      ...fields(description, read, found, place),
    ]
  })
}

function listed(description: Description, read: Schema, told: readonly Schema[], at: string): readonly string[] {
  const items = told.flatMap((each) => (each.items === undefined ? [] : alternatives(description, each.items)))
  return items.length === 0 ? [`${at} is described as no list`] : fields(description, read, items, `${at}[]`)
}

function valued(
  description: Description,
  read: Schema['additionalProperties'],
  told: readonly Schema[],
  at: string,
): readonly string[] {
  if (typeof read !== 'object') return []
  const objects = told.filter(
    ({ type, properties, additionalProperties }) =>
      type === 'object' || properties !== undefined || additionalProperties !== undefined,
  )
  if (objects.length === 0) return [`${at} is described as no object`]
  const values = objects.flatMap(({ additionalProperties: open, properties }) => [
    ...(typeof open === 'object' ? alternatives(description, open) : []),
    ...Object.values(properties ?? {}).flatMap((each) => alternatives(description, each)),
  ])
  return fields(description, read, values, `${at}.*`)
}

/** A value of an enumeration that is not named would cost the whole row. */
function chosen({ enum: read }: Schema, told: readonly Schema[], at: string): readonly string[] {
  if (read === undefined) return []
  const refused = told.flatMap((each) => each.enum ?? []).filter((value) => value !== null && !read.includes(value))
  return [...new Set(refused)].map((value) => `${at} may be ${JSON.stringify(value)}, which is refused`)
}

function isNullable({ nullable, type, enum: values }: Schema): boolean {
  return (
    nullable === true ||
    (Array.isArray(type) && type.includes('null')) ||
    type === 'null' ||
    values?.includes(null) === true
  )
}

function takesNull({ type, anyOf, oneOf, enum: values, ...rest }: Schema): boolean {
  if (type === undefined && anyOf === undefined && oneOf === undefined && values === undefined)
    return Object.keys(rest).length === 0
  return (
    type === 'null' ||
    (Array.isArray(type) && type.includes('null')) ||
    [...(anyOf ?? []), ...(oneOf ?? [])].some(takesNull)
  )
}
