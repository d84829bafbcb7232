/** Reads a YAML file against a schema, and says of each mistake where it is and what was probably meant. */
import { LineCounter, parseDocument } from 'yaml'
import type { Document } from 'yaml'
import { z } from 'zod'
import { UsageError } from './errors.ts'
import { nearest } from './suggest.ts'

export type ReadFile = (path: string) => Promise<string>

/** A YAML file that was read. What it says is checked as often as there is a schema for a part of it. */
export interface Yaml {
  /** Unchecked. */
  readonly says: unknown
  /** Throws a UsageError that names the file, the line and the mistake. */
  readonly as: <T>(schema: z.ZodType<T>) => T
  /** The same for the part that stands at `place`, of which `value` is to be taken. */
  readonly part: <T>(place: readonly string[], value: unknown, schema: z.ZodType<T>) => T
}

export async function loadYaml<T>(path: string, schema: z.ZodType<T>, readFile: ReadFile): Promise<T> {
  return (await readYaml(path, readFile)).as(schema)
}

export function parseYaml<T>(path: string, text: string, schema: z.ZodType<T>): T {
  return yamlOf(path, text).as(schema)
}

export async function readYaml(path: string, readFile: ReadFile): Promise<Yaml> {
  let text: string
  try {
    text = await readFile(path)
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOENT')
      throw new UsageError(`There is no file ${path}.`, 'Name the right one, or write one with `muster init`.')
    throw new UsageError(`${path} cannot be read (${code ?? String(error)}).`, 'Check the path and its permissions.')
  }
  return yamlOf(path, text)
}

function yamlOf(path: string, text: string): Yaml {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [broken] = document.errors
  if (broken) {
    const { line, col } = lines.linePos(broken.pos[0])
    throw new UsageError(
      `${path}:${line}:${col}: this is not valid YAML: ${oneLine(broken.message)}.`,
      'Mend the line and run again.',
    )
  }
  const says: unknown = document.toJS() ?? {}
  const part: Yaml['part'] = (place, value, schema) => {
    const parsed = schema.safeParse(value)
    if (parsed.success) return parsed.data
    const file = { path, document, lines, place, schema }
    const sentences = flatten(parsed.error.issues).map((issue) => describe(file, issue))
    throw new UsageError(sentences.join('\n'), 'The settings are described in docs/reference/configuration.md.')
  }
  return { says, as: (schema) => part([], says, schema), part }
}

interface Place {
  readonly path: string
  readonly document: Document
  readonly lines: LineCounter
  /** Where the part stands that `schema` is about. */
  readonly place: readonly string[]
  readonly schema: z.ZodType
}

type Issue = z.core.$ZodIssue

/** Of a union's branches, only what the one that came furthest complains of. */
function flatten(issues: readonly Issue[]): Issue[] {
  return issues.flatMap((issue): Issue[] => {
    if (issue.code !== 'invalid_union') return [issue]
    const ways = issue.errors.map((branch) => flatten(branch))
    const deepest = ways.toSorted((a, b) => depth(b) - depth(a) || rank(b) - rank(a))[0]
    return (deepest ?? []).map((inner) => ({ ...inner, path: [...issue.path, ...inner.path] }))
  })
}

function depth(issues: readonly Issue[]): number {
  return Math.max(0, ...issues.map((issue) => issue.path.length))
}

function rank(issues: readonly Issue[]): number {
  return issues.some((issue) => issue.code === 'unrecognized_keys') ? 1 : 0
}

function describe({ path, document, lines, place, schema }: Place, issue: Issue): string {
  const at = [...place, ...issue.path]
  const keys = at.map(String)
  if (issue.code === 'unrecognized_keys') {
    const [key] = issue.keys
    const where = keys.length > 0 ? ` in ${keys.join('.')}` : ''
    const known = keysAt(schema, issue.path)
    const meant = nearest(key ?? '', known)
    const help = meant ? `did you mean "${meant}"?` : `known here: ${known.join(', ') || 'nothing'}.`
    const secret = /token|secret|password|(^|_|-)key$/i.test(key ?? '')
      ? ' Secrets are given by reference only (…Env, …File).'
      : ''
    return `${path}:${lineOf(document, lines, [...at, key ?? ''])}: "${key}" is not a setting${where}; ${help}${secret}`
  }
  return `${path}:${lineOf(document, lines, at)}: ${keys.join('.') || 'the file'}: ${oneLine(issue.message)}.`
}

function lineOf(document: Document, lines: LineCounter, path: readonly PropertyKey[]): number {
  for (let length = path.length; length > 0; length -= 1) {
    const parent = document.getIn(path.slice(0, length - 1), true) as
      | { items?: { key?: { value?: unknown; range?: number[] } }[] }
      | undefined
    const pair = parent?.items?.find((item) => String(item.key?.value) === String(path[length - 1]))
    if (pair?.key?.range) return lines.linePos(pair.key.range[0]!).line
    const node = document.getIn(path.slice(0, length), true) as { range?: number[] } | undefined
    if (node?.range) return lines.linePos(node.range[0]!).line
  }
  return 1
}

interface Shape {
  properties?: { [key: string]: Shape }
  anyOf?: Shape[]
  items?: Shape
  additionalProperties?: Shape | boolean
}

function keysAt(schema: z.ZodType, path: readonly PropertyKey[]): string[] {
  let shapes: Shape[] = [shapeOf(schema)]
  for (const key of path)
    shapes = shapes.flatMap(branches).flatMap((shape) => {
      const own = typeof key === 'number' ? shape.items : shape.properties?.[String(key)]
      const other = typeof shape.additionalProperties === 'object' ? shape.additionalProperties : undefined
      return own ?? other ?? []
    })
  return [...new Set(shapes.flatMap(branches).flatMap((shape) => Object.keys(shape.properties ?? {})))]
}

/** A schema that another copy of zod has made may be beyond this one: then nothing is known of it. */
function shapeOf(schema: z.ZodType): Shape {
  try {
    return z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Shape
  } catch {
    return {}
  }
}

function branches(shape: Shape): Shape[] {
  return shape.anyOf ? shape.anyOf.flatMap(branches) : [shape]
}

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ').trim().replace(/[.:]$/, '')
}
